import type { Report } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink } from '../list/row-links.tsx'
import { ago, count, counted, dateTime } from '../words/format.ts'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './import-columns.module.css'
import { DISCOVERY_FORMAT, isWorking } from './import-queries.ts'
import { OutcomeWords } from './outcome-words.tsx'
import { ReportStatusWord } from './report-status.tsx'

const Changed = ({ report }: { report: Report }) => {
  if (report.error) return <span className={styles.bad}>{report.error.message}</span>
  // A discovery changes the estate.
  if (report.status === 'done' && report.format === DISCOVERY_FORMAT && report.observations === 0)
    return (
      <RowLink href={`/estate/changes?asset=${report.asset.id}&to=${report.id}`}>
        changes of the estate
      </RowLink>
    )
  // An SBOM changes no finding; what it brings are components.
  if (report.status === 'done' && report.observations === 0)
    return <span className={styles.quiet}>{counted(report.components, 'component')}</span>
  if (report.outcome) return <OutcomeWords outcome={report.outcome} />
  return (
    <span className={styles.quiet}>
      {isWorking(report.status) ? `${count(report.observations)} read` : ''}
    </span>
  )
}

export const IMPORT_COLUMNS: Column<Report>[] = [
  {
    id: 'status',
    header: 'Status',
    width: 'short',
    priority: 1,
    cell: (report) => <ReportStatusWord status={report.status} />,
  },
  {
    id: 'file',
    header: 'File',
    width: 'text',
    priority: 1,
    cell: (report) => <span className={styles.file}>{report.fileName || report.sha256.slice(0, 12)}</span>,
  },
  {
    id: 'asset',
    header: 'Asset',
    width: 'medium',
    priority: 2,
    cell: (report) => <span className={styles.quiet}>{report.asset.name}</span>,
  },
  {
    id: 'tools',
    header: 'Tool',
    width: 'medium',
    priority: 4,
    cell: (report) => <span className={styles.quiet}>{report.tools.join(', ') || report.format || '–'}</span>,
  },
  {
    id: 'branch',
    header: 'Branch',
    width: 'short',
    priority: 6,
    cell: (report) => <span className={styles.quiet}>{report.branch}</span>,
  },
  {
    id: 'changed',
    header: 'What it changed',
    width: 'title',
    priority: 3,
    cell: (report) => <Changed report={report} />,
  },
  {
    id: 'problems',
    header: 'Problems',
    width: 'number',
    align: 'end',
    priority: 5,
    cell: (report) =>
      report.problems > 0 ? (
        <span className={styles.problems}>{count(report.problems)}</span>
      ) : (
        <span className={styles.quiet}>0</span>
      ),
  },
  {
    id: 'uploaded',
    header: 'When',
    width: 'number',
    align: 'end',
    priority: 2,
    cell: (report) => (
      <time
        className={styles.quiet}
        dateTime={report.uploadedAt}
        title={`${dateTime(report.uploadedAt)} by ${report.uploadedBy}`}
      >
        {ago(report.uploadedAt)}
      </time>
    ),
  },
]

export const ImportLines = (report: Report) => (
  <TwoLines
    mark={<ReportStatusWord status={report.status} />}
    title={report.fileName || report.sha256.slice(0, 12)}
    below={
      <>
        {report.asset.name} · <Changed report={report} />
        {report.problems > 0 && ` · ${counted(report.problems, 'problem')}`}
      </>
    }
    end={ago(report.uploadedAt)}
  />
)
