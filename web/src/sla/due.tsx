import { IconAlertTriangle, IconClockPause } from '@tabler/icons-react'
import type { SlaState } from '../api/types.ts'
import { ago, dateTime } from '../words/format.ts'
import styles from './sla.module.css'
import { SLA_STATE } from './sla-words.tsx'

interface DueProps {
  dueAt: string | null
  state: SlaState
}

/** `in 3 d`, `2 d late`, paused; short, for a list. */
export function Due({ dueAt, state }: DueProps) {
  if (state === 'paused')
    return (
      <span className={styles.state} data-state="paused" title="The clock is paused">
        <IconClockPause role="img" aria-label="Paused" />
      </span>
    )
  if (!dueAt || state === 'none' || state === 'stopped') return null
  const isOpen = state === 'overdue' || state === 'due_soon' || state === 'on_time'
  return (
    <time
      className={styles.state}
      data-state={state}
      dateTime={dueAt}
      title={`${SLA_STATE[state]}: due ${dateTime(dueAt)}`}
    >
      {state === 'overdue' && <IconAlertTriangle aria-hidden="true" />}
      {isOpen ? dueWords(dueAt, state) : SLA_STATE[state].replace('Fixed ', '')}
    </time>
  )
}

/** `in 3 d`, `2 d late`. */
export const dueWords = (dueAt: string, state: SlaState, now = Date.now()): string =>
  state === 'overdue' ? `${ago(dueAt, now)} late` : ago(dueAt, now)
