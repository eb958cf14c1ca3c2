import { Link } from '@tanstack/react-router'
import type { OpenBySeverity } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { count, counted, day } from '../words/format.ts'
import { SEVERITIES, SEVERITY } from '../words/labels.ts'
import { SeverityBar } from '../words/severity-counts.tsx'
import { SeverityMark } from '../words/severity-mark.tsx'
import { Card } from './card.tsx'
import styles from './open-now.module.css'

/** How much is open, by severity. */
export function OpenNow({ open, scope }: { open: OpenBySeverity; scope: FindingSearch }) {
  const total = SEVERITIES.reduce((sum, severity) => sum + open[severity], 0)
  return (
    <Card
      title={scope.asOf ? `Open on ${day(scope.asOf)}` : 'Open now'}
      wide
      beside={
        <Link to="/findings" search={{ ...scope, state: 'open' }}>
          {counted(total, 'finding')}
        </Link>
      }
    >
      <ul className={styles.figures}>
        {SEVERITIES.map((severity) => (
          <li key={severity}>
            <Link
              to="/findings"
              search={{ ...scope, state: 'open', severity }}
              className={styles.figure}
              data-none={open[severity] === 0 || undefined}
            >
              <span className={styles.number}>{count(open[severity])}</span>
              <span className={styles.label}>
                <SeverityMark severity={severity} />
                {SEVERITY[severity].label}
              </span>
            </Link>
          </li>
        ))}
      </ul>
      <SeverityBar open={open} />
    </Card>
  )
}
