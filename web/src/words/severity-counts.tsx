import { Link } from '@tanstack/react-router'
import { stringifySearch } from '../api/search-params.ts'
import type { OpenBySeverity } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { RowLink } from '../list/row-links.tsx'
import { shortCount } from './format.ts'
import { SEVERITIES } from './labels.ts'
import styles from './severity-counts.module.css'
import { SeverityMark } from './severity-mark.tsx'

interface SeverityCountsProps {
  open: OpenBySeverity
  /** Which findings they are; each count leads to its own. */
  search: FindingSearch
  /** In a list's row, whose links the Tab key passes by. */
  inRow?: boolean
}

/** Mark and count for each severity that there is, each leading to its findings. */
export function SeverityCounts({ open, search, inRow = false }: SeverityCountsProps) {
  const present = SEVERITIES.filter((severity) => open[severity] > 0)
  if (present.length === 0) return <span className={styles.none}>none open</span>
  return (
    <span className={styles.counts}>
      {present.map((severity) => {
        const to = { ...search, state: 'open', severity }
        const words = (
          <>
            <SeverityMark severity={severity} />
            {shortCount(open[severity])}
          </>
        )
        return inRow ? (
          <RowLink key={severity} href={`/findings${stringifySearch(to)}`} className={styles.count}>
            {words}
          </RowLink>
        ) : (
          <Link key={severity} to="/findings" search={to} className={styles.count} preload={false}>
            {words}
          </Link>
        )
      })}
    </span>
  )
}

/** The same as one bar whose parts are as long as their counts. */
export function SeverityBar({ open }: { open: OpenBySeverity }) {
  const total = SEVERITIES.reduce((sum, severity) => sum + open[severity], 0)
  return (
    <span className={styles.bar} aria-hidden="true">
      {SEVERITIES.map(
        (severity) =>
          open[severity] > 0 && (
            <span
              key={severity}
              className={styles.part}
              data-severity={severity}
              style={{ inlineSize: `${(100 * open[severity]) / total}%` }}
            />
          ),
      )}
    </span>
  )
}
