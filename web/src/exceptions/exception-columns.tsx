import type { Exception } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink, RowName } from '../list/row-links.tsx'
import { count, day } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import { ExceptionStatusWord } from './exception-status.tsx'
import { EXCEPTION_KIND, EXCEPTION_STATUS, scopeWords } from './exception-words.ts'
import styles from './exceptions.module.css'

/** By a rule, a component or an advisory it covers nothing before it is approved: 0 would say that it never will. */
const coversLater = ({ status, target }: Exception): boolean =>
  status === 'pending' && target.type !== 'findings'

const Name = ({ exception }: { exception: Exception }) => (
  <span className={styles.cell}>
    <RowName href={`/exceptions?open=${exception.id}`} className={styles.name}>
      {exception.summary}
    </RowName>
    <span className={styles.because}>{exception.reason}</span>
  </span>
)

export const EXCEPTION_COLUMNS: Column<Exception>[] = [
  {
    id: 'status',
    header: 'State',
    width: 'wide',
    priority: 1,
    cell: (exception) => <ExceptionStatusWord status={exception.status} />,
  },
  {
    id: 'summary',
    header: 'What',
    width: 'title',
    priority: 1,
    cell: (exception) => <Name exception={exception} />,
  },
  {
    id: 'kind',
    header: 'Why',
    width: 'wide',
    priority: 3,
    cell: (exception) => (
      <span className={styles.quiet} title={exception.reason}>
        {EXCEPTION_KIND[exception.kind]}
      </span>
    ),
  },
  {
    id: 'scope',
    header: 'Where',
    width: 'medium',
    priority: 4,
    cell: (exception) => <span className={styles.quiet}>{scopeWords(exception.scope)}</span>,
  },
  {
    id: 'findings',
    header: 'Findings',
    width: 'number',
    priority: 2,
    align: 'end',
    cell: (exception) =>
      coversLater(exception) ? (
        <span className={styles.quiet}>–</span>
      ) : (
        <RowLink href={`/findings?exception=${exception.id}`}>{count(exception.findings)}</RowLink>
      ),
  },
  {
    id: 'by',
    header: 'Asked by',
    width: 'medium',
    priority: 5,
    cell: (exception) => <span className={styles.quiet}>{exception.requestedBy.name}</span>,
  },
  {
    id: 'approvals',
    header: 'Approved by',
    width: 'medium',
    priority: 6,
    cell: (exception) => <span className={styles.quiet}>{approversOf(exception)}</span>,
  },
  {
    id: 'until',
    header: 'Until',
    width: 'short',
    priority: 3,
    align: 'end',
    cell: (exception) => (
      <span className={styles.quiet}>{exception.expiresAt ? day(exception.expiresAt) : 'for good'}</span>
    ),
  },
]

/** Who said yes; nobody had to where no reason asks for it. */
const approversOf = ({ approvals, approvalReasons }: Exception): string =>
  approvals
    .filter(({ verdict }) => verdict === 'approved')
    .map(({ by }) => by.name)
    .join(', ') || (approvalReasons.length > 0 ? '' : 'not needed')

export const ExceptionLines = (exception: Exception) => (
  <TwoLines
    title={<Name exception={exception} />}
    below={`${EXCEPTION_STATUS[exception.status]} · ${EXCEPTION_KIND[exception.kind]}`}
    end={coversLater(exception) ? '–' : count(exception.findings)}
  />
)
