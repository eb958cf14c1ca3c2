import {
  IconAlarm,
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconClockPause,
  IconMinus,
  IconX,
} from '@tabler/icons-react'
import type { SlaState } from '../api/types.ts'
import styles from './sla.module.css'

export const SLA_STATE: Record<SlaState, string> = {
  overdue: 'Overdue',
  due_soon: 'Due soon',
  on_time: 'On time',
  paused: 'Paused',
  late: 'Fixed late',
  met: 'Fixed in time',
  stopped: 'Stopped',
  none: 'No due date',
}
export const SLA_STATES = Object.keys(SLA_STATE) as SlaState[]

const ICON = {
  overdue: IconAlertTriangle,
  due_soon: IconAlarm,
  on_time: IconClock,
  paused: IconClockPause,
  late: IconX,
  met: IconCheck,
  stopped: IconMinus,
  none: IconMinus,
} as const

/** Shape, then word: the colour only helps. */
export function SlaStateWord({ state }: { state: SlaState }) {
  const Icon = ICON[state]
  return (
    <span className={styles.state} data-state={state}>
      <Icon aria-hidden="true" />
      {SLA_STATE[state]}
    </span>
  )
}
