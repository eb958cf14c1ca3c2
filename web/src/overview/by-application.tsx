import { Link } from '@tanstack/react-router'
import type { Overview } from '../api/types.ts'
import { score } from '../words/format.ts'
import { SeverityBar, SeverityCounts } from '../words/severity-counts.tsx'
import styles from './by-application.module.css'
import { Card } from './card.tsx'

/** Which applications carry the risk. */
export function ByApplication({ applications }: { applications: Overview['byApplication'] }) {
  if (applications.length === 0) return null
  return (
    <Card title="Applications" beside={<Link to="/applications">All applications</Link>}>
      <ul>
        {applications.map((application) => (
          <li key={application.id} className={styles.row}>
            <Link to="/applications/$id" params={{ id: application.id }} className={styles.name}>
              {application.name}
            </Link>
            <SeverityCounts open={application.open} search={{ application: application.id }} />
            <span className={styles.score} title="Highest score of an open finding">
              {score(application.topScore)}
            </span>
            <span className={styles.bar}>
              <SeverityBar open={application.open} />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
