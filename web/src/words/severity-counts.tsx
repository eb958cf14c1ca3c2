import { Link } from '@tanstack/react-router'
import type { OpenBySeverity } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { count, shortCount } from './format.ts'
import { SEVERITIES, SEVERITY } from './labels.ts'
import styles from './severity-counts.module.css'
import { SeverityMark } from './severity-mark.tsx'

interface SeverityCountsProps {
  open: OpenBySeverity
  /** Which findings they are; each count leads to its own. */
  search: FindingSearch
}

/** Mark and count for each severity that there is, each leading to its findings. */
export function SeverityCounts({ open, search }: SeverityCountsProps) {
  const present = SEVERITIES.filter((severity) => open[severity] > 0)
  if (present.length === 0) return <span className={styles.none}>none open</span>
  return (
    <span className={styles.counts}>
      {present.map((severity) => (
        <Link
          key={severity}
          to="/findings"
          search={{ ...search, state: 'open', severity }}
          className={styles.count}
          title={`${count(open[severity])} ${SEVERITY[severity].label.toLowerCase()}`}
          preload={false}
        >
          <SeverityMark severity={severity} />
          {shortCount(open[severity])}
        </Link>
      ))}
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
