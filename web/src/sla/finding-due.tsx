import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMay } from '../api/me.ts'
import type { SlaOfFinding } from '../api/types.ts'
import { Fact, When } from '../words/facts.tsx'
import { day } from '../words/format.ts'
import { SLA_START } from '../words/labels.ts'
import { PauseDialog } from './pause-dialog.tsx'
import styles from './sla.module.css'
import { findingSlaQuery } from './sla-queries.ts'
import { SlaStateWord } from './sla-words.tsx'

/** When a finding is due, why then, when its clock stood, and the way to stop it. */
export function FindingDue({ id }: { id: string }) {
  const sla = useQuery(findingSlaQuery(id)).data
  const mayTriage = useMay('findings:triage')
  const [dialog, { open, close }] = useDisclosure()
  if (!sla || sla.state === 'none') return null
  const isPaused = sla.state === 'paused'
  const runs = sla.state === 'overdue' || sla.state === 'due_soon' || sla.state === 'on_time'
  return (
    <>
      <Fact label="Due">
        <SlaStateWord state={sla.state} />
        {sla.dueAt && <When time={sla.dueAt} />}
        <span className={styles.quiet}>{whyOf(sla)}</span>
        {sla.policy && (
          <Link to="/policies" className={styles.quiet}>
            {sla.policy} · {sla.rule}
          </Link>
        )}
        {sla.pauses.map((pause) => (
          <span key={pause.at} className={styles.quiet}>
            Paused {day(pause.at)}
            {pause.resumedAt ? ` to ${day(pause.resumedAt)}` : ''} by {pause.by}: {pause.reason}
          </span>
        ))}
        {mayTriage && (isPaused || runs) && (
          <Button variant="subtle" className={styles.clock} onClick={open}>
            {isPaused ? 'Go on with the clock' : 'Pause the clock'}
          </Button>
        )}
      </Fact>
      <PauseDialog
        opened={dialog}
        onClose={close}
        target={{ ids: [id], count: 1 }}
        does={isPaused ? 'resume' : 'pause'}
      />
    </>
  )
}

const whyOf = ({ days, from, calendar }: SlaOfFinding): string =>
  days === null
    ? ''
    : `${days} ${calendar ? `working days (${calendar})` : 'days'} from ${SLA_START[from ?? 'firstSeen']}`
