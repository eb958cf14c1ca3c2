import { Loader } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconEqual } from '@tabler/icons-react'
import type { ReportStatus } from '../api/types.ts'
import { REPORT_STATUS } from '../words/labels.ts'
import styles from './report-status.module.css'

const ICON = {
  queued: <IconClock aria-hidden="true" />,
  reading: <Loader size="xs" aria-hidden="true" />,
  matching: <Loader size="xs" aria-hidden="true" />,
  done: <IconCheck aria-hidden="true" />,
  unchanged: <IconEqual aria-hidden="true" />,
  failed: <IconAlertTriangle aria-hidden="true" />,
} satisfies Record<ReportStatus, unknown>

export const ReportStatusWord = ({ status }: { status: ReportStatus }) => (
  <span className={styles.status} data-status={status}>
    {ICON[status]}
    {REPORT_STATUS[status]}
  </span>
)
