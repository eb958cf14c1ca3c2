import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { AuditorOverview, ExceptionStatus, State } from '../api/types.ts'
import { AuditObject } from '../audit/audit-object.tsx'
import { actionWords } from '../audit/audit-words.ts'
import { EXCEPTION_STATUS } from '../exceptions/exception-words.ts'
import { SlaFiguresView } from '../sla/sla-figures.tsx'
import { count, dateTime, day } from '../words/format.ts'
import { STATE } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { Card } from './card.tsx'
import { type OverviewScope, roleQueryOf } from './overview-query.ts'
import { FigureLine, RoleGrid } from './role-card.tsx'
import styles from './role-view.module.css'

/** Who decided what, until when, and the trail that proves it. */
export function AuditorView({ scope }: { scope: OverviewScope }) {
  const query = useQuery(roleQueryOf('auditor', scope))
  return (
    <RoleGrid query={query} scope={scope} anyway>
      {(auditor) => (
        <>
          <Decisions decisions={auditor.decisions} />
          <div className={styles.stack}>
            <Exceptions exceptions={auditor.exceptions} expiring={auditor.expiring} />
            <Card title="Due dates">
              <SlaFiguresView figures={auditor.sla} days={auditor.days} />
            </Card>
          </div>
          <Trail trail={auditor.trail} />
        </>
      )}
    </RoleGrid>
  )
}

const Decisions = ({ decisions }: { decisions: AuditorOverview['decisions'] }) => (
  <Card title="Decisions" beside={`${count(decisions.withoutEnd)} without an end`}>
    <FigureLine
      label="Decisions"
      figures={decisions.byDecision.map(({ decision, count: value, link }) => ({
        label: STATE[decision as State] ?? decision,
        value,
        link,
      }))}
    />
    {decisions.items.length === 0 && <p className={styles.quiet}>Nobody decided on a finding yet.</p>}
    <ol className={styles.entries}>
      {decisions.items.map((one) => (
        <li key={`${one.finding.id} ${one.at}`} className={styles.entry}>
          <span>
            <SeverityMark severity={one.finding.severity} />{' '}
            <Link to="/findings/$id" params={{ id: one.finding.id }}>
              {one.finding.title}
            </Link>{' '}
            <span className={styles.quiet}>{one.asset.name}</span>
          </span>
          <span>{STATE[one.decision as State] ?? one.decision}</span>
          <span className={styles.quiet}>
            {one.by}, {day(one.at)}
            {one.until ? `, until ${day(one.until)}` : ', for good'}
          </span>
          <span>{one.reason}</span>
        </li>
      ))}
    </ol>
  </Card>
)

const Exceptions = ({
  exceptions,
  expiring,
}: {
  exceptions: AuditorOverview['exceptions']
  expiring: number
}) => (
  <Card title="Exceptions" beside={<Link to="/exceptions">All exceptions</Link>}>
    {exceptions && (
      <dl className={styles.line}>
        {exceptions.byState.map(({ state, count: value }) => (
          <div key={state}>
            <dt className={styles.quiet}>{EXCEPTION_STATUS[state as ExceptionStatus] ?? state}</dt>
            <dd className={styles.figure}>
              <Link to="/exceptions" search={{ status: state }}>
                {count(value)}
              </Link>
            </dd>
          </div>
        ))}
      </dl>
    )}
    <p className={styles.quiet}>
      {exceptions && `${count(exceptions.findings)} findings covered. `}
      <Link to="/exceptions" search={{ status: 'active', endsBefore: inThirtyDays() }}>
        {count(expiring)} run out within 30 days
      </Link>
    </p>
  </Card>
)

/** The end of that day, so that the address stays the same all day. */
const inThirtyDays = () =>
  `${new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10)}T23:59:59.000Z`

const Trail = ({ trail }: { trail: AuditorOverview['trail'] }) => (
  <Card
    title="Trail"
    beside={
      <>
        {count(trail.total)} entries ·{' '}
        <Link to="/settings/$section" params={{ section: 'audit' }}>
          Audit log
        </Link>
      </>
    }
    wide
  >
    <p className={`${styles.quiet} ${styles.below}`}>
      {trail.byAction.map(({ action, count: value }) => `${actionWords(action)} ${count(value)}`).join(' · ')}
    </p>
    <ol className={styles.entries}>
      {trail.items.map((entry) => (
        <li key={entry.seq} className={styles.entry}>
          <span>
            {actionWords(entry.action)} <AuditObject entry={entry} stops />
          </span>
          <span>{entry.actor}</span>
          <time className={styles.quiet} dateTime={entry.at}>
            {dateTime(entry.at)}
          </time>
        </li>
      ))}
    </ol>
  </Card>
)
