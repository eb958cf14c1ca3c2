import { SegmentedControl } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { SlaSummary } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { CountLink } from '../findings/rows-link.tsx'
import { useFirstRows } from '../list/first-rows.tsx'
import { PlainTable } from '../list/plain-table.tsx'
import { Card } from '../overview/card.tsx'
import grid from '../overview/overview-page.module.css'
import { FigureLine } from '../overview/role-card.tsx'
import { ScopeFilter } from '../overview/scope-filter.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { Page } from '../shell/page.tsx'
import { count } from '../words/format.ts'
import { Forecast } from './forecast.tsx'
import { GroupName } from './group-name.tsx'
import styles from './sla.module.css'
import { forecastQuery, summaryQuery } from './sla-queries.ts'

const route = getRouteApi('/shell/sla')

interface Search {
  team?: string | undefined
  application?: string | undefined
  by?: string | undefined
}

const BY = [
  { value: 'severity', label: 'Severity' },
  { value: 'team', label: 'Team' },
  { value: 'application', label: 'Application' },
] as const
type By = (typeof BY)[number]['value']

/** What is late, what is due, and what will be late if fixing goes on as it does. */
export function SlaPage() {
  const search: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate(), false)
  const part = { team: search.team, application: search.application }
  const by = (BY.find(({ value }) => value === search.by)?.value ?? 'severity') as By
  const summary = useQuery(summaryQuery(part))
  const forecast = useQuery(forecastQuery({ ...part, by }))
  const scope = new URLSearchParams(
    Object.entries(part).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  ).toString()
  return (
    <Page
      title="Due dates"
      actions={
        <>
          <ScopeFilter search={search} onChange={change} />
          <SegmentedControl
            aria-label="For each"
            data={[...BY]}
            value={by}
            onChange={(value) => change({ by: value === 'severity' ? undefined : value })}
          />
        </>
      }
    >
      <div className={grid.grid}>
        <Card
          title="Now"
          beside={
            <>
              Set by <Link to="/policies">policies</Link>, counted by{' '}
              <Link to="/settings/$section" params={{ section: 'sla' }}>
                calendars
              </Link>
            </>
          }
          wide
        >
          <Loaded query={summary}>
            {(now) => <FigureLine label="Due dates now" figures={figuresOf(now, scope)} />}
          </Loaded>
        </Card>
        <Card title="What will be late" beside="besides what is late already" wide>
          <Loaded query={forecast}>
            {(told) => <Forecast forecast={told} by={by} head={headOf(by)} scope={scope} />}
          </Loaded>
        </Card>
        <Card title={`Now, by ${by}`} wide>
          <Loaded query={summary}>
            {(now) => <Groups groups={groupsOf(now, by)} by={by} scope={scope} />}
          </Loaded>
        </Card>
      </div>
    </Page>
  )
}

const linked = (scope: string, more: string) => [scope, more].filter(Boolean).join('&')

const figuresOf = (now: SlaSummary, scope: string) => [
  { label: 'Overdue', value: now.overdue, link: linked(scope, 'state=open&sla=overdue') },
  { label: 'Due within a week', value: now.dueSoon, link: linked(scope, 'state=open&sla=due_soon') },
  { label: 'On time', value: now.onTime, link: linked(scope, 'state=open&sla=on_time') },
  { label: 'Paused', value: now.paused, link: linked(scope, 'state=open&sla=paused') },
  { label: 'No due date', value: now.none, link: linked(scope, 'state=open&sla=none') },
  {
    label: 'Fixed in time',
    value: now.compliance === null ? '–' : `${Math.round(now.compliance)} %`,
    link: linked(scope, 'state=fixed&sla=met'),
    beside: `${count(now.met)} of ${count(now.met + now.late)}`,
  },
]

const headOf = (by: By) => BY.find(({ value }) => value === by)?.label ?? ''

const groupsOf = (now: SlaSummary, by: By) =>
  by === 'team' ? now.byTeam : by === 'application' ? now.byApplication : now.bySeverity

function Groups({ groups, by, scope }: { groups: SlaSummary['byTeam']; by: By; scope: string }) {
  const of = (value: string, sla: string) => linked(scope, `${by}=${encodeURIComponent(value)}&${sla}`)
  const { first, more } = useFirstRows(groups)
  if (groups.length === 0)
    return <p className={styles.quiet}>No finding yet. A policy says when each is due.</p>
  return (
    <>
      <PlainTable
        label={`Due dates by ${by}`}
        heads={[
          headOf(by),
          { end: 'Overdue' },
          { end: 'Within a week' },
          { end: 'On time' },
          { end: 'Paused' },
          { end: 'No due date' },
          { end: 'Fixed in time' },
          { end: 'Fixed late' },
        ]}
      >
        {first.map((group) => (
          <tr key={group.value}>
            <td>
              <GroupName by={by} group={group} />
            </td>
            {CELLS.map(([name, sla]) => (
              <td
                key={name}
                data-end=""
                className={name === 'overdue' && group[name] > 0 ? styles.overdue : ''}
              >
                <CountLink link={of(group.value, sla)} value={group[name]} />
              </td>
            ))}
          </tr>
        ))}
      </PlainTable>
      {more}
    </>
  )
}

const CELLS = [
  ['overdue', 'state=open&sla=overdue'],
  ['dueSoon', 'state=open&sla=due_soon'],
  ['onTime', 'state=open&sla=on_time'],
  ['paused', 'state=open&sla=paused'],
  ['none', 'state=open&sla=none'],
  ['met', 'state=fixed&sla=met'],
  ['late', 'state=fixed&sla=late'],
] as const
