import {
  IconBan,
  IconCircleDashed,
  IconCircleDashedCheck,
  IconClockPause,
  IconHandStop,
  IconLinkOff,
} from '@tabler/icons-react'
import type { ExceptionStatus } from '../api/types.ts'
import { EXCEPTION_STATUS } from './exception-words.ts'
import styles from './exceptions.module.css'

const ICON = {
  pending: IconHandStop,
  active: IconCircleDashedCheck,
  rejected: IconBan,
  expired: IconClockPause,
  lapsed: IconLinkOff,
  revoked: IconCircleDashed,
} as const

/** Shape, then word: the colour only helps. */
export function ExceptionStatusWord({ status }: { status: ExceptionStatus }) {
  const Icon = ICON[status]
  return (
    <span className={styles.status} data-status={status}>
      <Icon aria-hidden="true" />
      {EXCEPTION_STATUS[status]}
    </span>
  )
}
