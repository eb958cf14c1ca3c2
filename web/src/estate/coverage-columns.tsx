import type { CoverageClass, CoverageRow } from '../api/types.ts'
import type { Column } from '../list/column.ts'
import { RowLink, RowName } from '../list/row-links.tsx'
import { ago } from '../words/format.ts'
import { ASSET_KIND } from '../words/labels.ts'
import mark from '../words/severity-mark.module.css'
import { TwoLines } from '../words/two-lines.tsx'
import styles from './coverage.module.css'
import { CLASSES, COVERAGE_CLASS, lookOf, lookWords } from './coverage-words.ts'

export const COVERAGE_COLUMNS: Column<CoverageRow>[] = [
  {
    id: 'asset',
    header: 'Asset',
    width: 'title',
    priority: 1,
    sort: { by: 'name', first: 'asc' },
    cell: ({ asset }) => (
      <>
        <RowName href={`/asset/${asset.id}?tab=scopes`}>{asset.name}</RowName>{' '}
        <span className={styles.kind}>{ASSET_KIND[asset.kind]}</span>
      </>
    ),
  },
  {
    id: 'application',
    header: 'Application',
    width: 'medium',
    priority: 4,
    cell: ({ application }) =>
      application && (
        <RowLink href={`/applications/${application.id}`} className={styles.quiet}>
          {application.name}
        </RowLink>
      ),
  },
  ...CLASSES.map(
    (one): Column<CoverageRow> => ({
      id: one,
      header: COVERAGE_CLASS[one].label,
      width: 'number',
      align: 'end',
      priority: 2,
      cell: (row) => <LookCell row={row} one={one} />,
    }),
  ),
  {
    id: 'gaps',
    header: 'Gaps',
    width: 'number',
    align: 'end',
    priority: 1,
    sort: { by: 'gaps', first: 'desc' },
    cell: ({ gaps }) =>
      gaps.length > 0 ? <strong>{gaps.length}</strong> : <span className={styles.quiet}>0</span>,
  },
]

/** How long ago, which leads to the imports; a gap leads to where a report is imported. */
function LookCell({ row, one }: { row: CoverageRow; one: CoverageClass }) {
  const look = lookOf(row, one)
  const words = lookWords(row, one)
  if (look === 'none')
    return (
      <span className={styles.none} title={`${words}; not asked of its kind`}>
        ·
      </span>
    )
  const at = row.seen[one]
  const age = at && (
    <time dateTime={at} title={words}>
      {ago(at)}
    </time>
  )
  if (look === 'fresh')
    return (
      <RowLink href={`/imports?asset=${row.asset.id}`} className={styles.quiet}>
        {age}
      </RowLink>
    )
  return (
    <RowLink href={importInto(row)} className={styles.stale}>
      {age} <GapMark look={look} words={words} />
    </RowLink>
  )
}

const importInto = ({ asset }: CoverageRow): string => `/imports?into=${encodeURIComponent(asset.name)}`

/** N for never, O for too old, on a colour; the words are there for screen readers and on hover. */
export const GapMark = ({ look, words }: { look: 'never' | 'stale'; words: string }) => (
  <span className={`${mark.mark} ${styles.gap}`} data-look={look} role="img" aria-label={words} title={words}>
    {look === 'never' ? 'N' : 'O'}
  </span>
)

export const CoverageLines = (row: CoverageRow) => (
  <TwoLines
    title={row.asset.name}
    below={
      row.gaps.length === 0 ? (
        'no gap'
      ) : (
        <span className={styles.marks}>
          {row.gaps.map((one) => (
            <span key={one} className={styles.mark}>
              <GapMark look={row.seen[one] ? 'stale' : 'never'} words={lookWords(row, one)} />
              {COVERAGE_CLASS[one].label}
            </span>
          ))}
        </span>
      )
    }
    end={row.gaps.length}
  />
)
