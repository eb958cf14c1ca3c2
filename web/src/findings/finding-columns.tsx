import { IconFlame } from '@tabler/icons-react'
import type { Finding } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { Place } from '../list/place.tsx'
import { RowLink, RowName } from '../list/row-links.tsx'
import { OwnerHandle } from '../ownership/owner-handle.tsx'
import { Due } from '../sla/due.tsx'
import { advisoryOf } from '../words/advisory-of.ts'
import { ago, dateTime, percent, score } from '../words/format.ts'
import { EXPLOIT_MATURITY, KIND, REACH, SSVC, STATE } from '../words/labels.ts'
import { SeverityMark } from '../words/severity-mark.tsx'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './finding-columns.module.css'
import { ScoreFigure } from './score-figure.tsx'

/** Several vulnerabilities of a package are often told in the same words: their ids tell them apart. */
const Title = ({ finding, id = advisoryOf(finding) }: { finding: Finding; id?: string | undefined }) => (
  <span className={styles.title} title={finding.title} data-settled={finding.state !== 'open' || undefined}>
    {finding.knownExploited && (
      <IconFlame className={styles.exploited} role="img" aria-label="Known exploited" />
    )}
    {id && <span className={styles.id}>{id}</span>}
    <RowName href={`/findings/${finding.id}`}>{finding.title}</RowName>
  </span>
)

/** Severity and score lead; what gives way first when the list gets narrow has the highest priority number. */
export const FINDING_COLUMNS: Column<Finding>[] = [
  {
    id: 'severity',
    header: 'Sev.',
    width: 'mark',
    priority: 1,
    sort: { by: 'severity', first: 'desc' },
    cell: (finding) => <SeverityMark severity={finding.severity} />,
  },
  {
    id: 'score',
    header: 'Score',
    width: 'number',
    priority: 1,
    align: 'end',
    sort: { by: 'score', first: 'desc' },
    cell: (finding) => <ScoreFigure finding={finding} />,
  },
  {
    id: 'title',
    header: 'Finding',
    width: 'sentence',
    priority: 1,
    always: true,
    sort: { by: 'title', first: 'asc' },
    cell: (finding) => <Title finding={finding} />,
  },
  {
    id: 'location',
    header: 'Where',
    width: 'text',
    priority: 4,
    sort: { by: 'location', first: 'asc' },
    cell: ({ location }) => <Place text={location} />,
  },
  {
    id: 'asset',
    header: 'Asset',
    width: 'medium',
    priority: 2,
    sort: { by: 'asset', first: 'asc' },
    cell: (finding) => (
      <RowLink href={`/asset/${finding.asset.id}`} className={styles.quiet}>
        {finding.asset.name}
      </RowLink>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'medium',
    priority: 9,
    cell: ({ application }) =>
      application && (
        <RowLink href={`/applications/${application.id}`} className={styles.quiet}>
          {application.name}
        </RowLink>
      ),
  },
  {
    id: 'kind',
    header: 'Kind',
    width: 'short',
    priority: 5,
    sort: { by: 'kind', first: 'asc' },
    cell: (finding) => <span className={styles.quiet}>{KIND[finding.kind].label}</span>,
  },
  {
    id: 'tools',
    header: 'Tools',
    width: 'medium',
    priority: 6,
    cell: (finding) => (
      <span className={styles.quiet} title={finding.tools.join(', ')}>
        {finding.tools.join(', ')}
      </span>
    ),
  },
  {
    id: 'ssvc',
    header: 'SSVC',
    width: 'short',
    priority: 5,
    cell: (finding) => <span className={styles.quiet}>{finding.ssvc ? SSVC[finding.ssvc] : ''}</span>,
  },
  {
    id: 'reachability',
    header: 'Reachability',
    width: 'medium',
    priority: 7,
    cell: ({ reachability }) => <span className={styles.quiet}>{reachability && REACH[reachability]}</span>,
  },
  {
    id: 'epss',
    header: 'EPSS',
    width: 'number',
    priority: 9,
    align: 'end',
    cell: ({ epss }) => <span className={styles.quiet}>{epss === null ? '' : percent(epss)}</span>,
  },
  {
    id: 'exploitMaturity',
    header: 'Exploits',
    width: 'medium',
    priority: 7,
    cell: (finding) => (
      <span className={styles.quiet}>
        {finding.exploitMaturity && finding.exploitMaturity !== 'none'
          ? EXPLOIT_MATURITY[finding.exploitMaturity]
          : ''}
      </span>
    ),
  },
  {
    id: 'tags',
    header: 'Tags',
    width: 'medium',
    priority: 8,
    cell: (finding) => (
      <span className={styles.quiet} title={finding.tags.join(', ')}>
        {finding.tags.join(', ')}
      </span>
    ),
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'medium',
    priority: 6,
    cell: ({ owner }) => <span className={styles.quiet}>{owner && <OwnerHandle name={owner.name} />}</span>,
  },
  {
    id: 'assignee',
    header: 'Assignee',
    width: 'medium',
    priority: 6,
    cell: ({ assignee }) => (
      <span className={styles.quiet} title={assignee?.name}>
        {assignee?.name}
      </span>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 'short',
    priority: 3,
    sort: { by: 'state', first: 'asc' },
    cell: (finding) => <span className={styles.quiet}>{STATE[finding.state]}</span>,
  },
  {
    id: 'due',
    header: 'Due',
    width: 'short',
    priority: 3,
    align: 'end',
    sort: { by: 'due', first: 'asc' },
    cell: (finding) => <Due dueAt={finding.dueAt} state={finding.sla} />,
  },
  {
    id: 'firstSeen',
    header: 'Age',
    width: 'number',
    priority: 3,
    align: 'end',
    sort: { by: 'firstSeen', first: 'desc' },
    cell: (finding) => (
      <time
        className={styles.quiet}
        dateTime={finding.firstSeen}
        title={`First seen ${dateTime(finding.firstSeen)}`}
      >
        {ago(finding.firstSeen)}
      </time>
    ),
  },
]

/** The same in two lines. */
export const FindingLines = (finding: Finding) => (
  <TwoLines
    mark={<SeverityMark severity={finding.severity} />}
    title={<Title finding={finding} />}
    below={`${finding.asset.name} · ${finding.location}`}
    end={score(finding.score)}
  />
)
