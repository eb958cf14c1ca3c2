import { Link } from '@tanstack/react-router'
import type { FindingEvent } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { ago, dateTime } from '../words/format.ts'
import { eventWords, exceptionOf, otherFinding } from './event-words.ts'
import styles from './history.module.css'

/** Everything that happened, newest first. */
export function History({ events }: { events: FindingEvent[] }) {
  if (events.length === 0) return null
  return (
    <Section title="History">
      <ol className={styles.events}>
        {events
          .toSorted((a, b) => b.at.localeCompare(a.at))
          .map((event) => (
            <li key={event.id} className={styles.event}>
              <span>{eventWords(event)}</span>
              <span className={styles.quiet}>
                <time dateTime={event.at} title={dateTime(event.at)}>
                  {ago(event.at)}
                </time>
                {event.actor && ` · ${event.actor}`}
                <OtherFinding id={otherFinding(event)} />
                <ItsException id={exceptionOf(event)} />
                {event.reportId && (
                  <>
                    {' · '}
                    <Link to="/imports" search={{ open: event.reportId }}>
                      report
                    </Link>
                  </>
                )}
              </span>
            </li>
          ))}
      </ol>
    </Section>
  )
}

const OtherFinding = ({ id }: { id: string | null }) =>
  id && (
    <>
      {' · '}
      <Link to="/findings/$id" params={{ id }}>
        the other one
      </Link>
    </>
  )

const ItsException = ({ id }: { id: string | null }) =>
  id && (
    <>
      {' · '}
      <Link to="/exceptions" search={{ open: id }}>
        the exception
      </Link>
    </>
  )
