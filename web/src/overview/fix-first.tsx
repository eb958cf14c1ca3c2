import { Link } from '@tanstack/react-router'
import type { Finding } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { ScoreFigure } from '../findings/score-figure.tsx'
import { SeverityMark } from '../words/severity-mark.tsx'
import { Card } from './card.tsx'
import styles from './fix-first.module.css'
import { reasonsFor } from './reasons.ts'

/** The ten open findings with the highest score, and why they stand there. */
export function FixFirst({ findings, scope }: { findings: Finding[]; scope: FindingSearch }) {
  return (
    <Card
      title="Fix these first"
      beside={
        <Link to="/findings" search={{ ...scope, state: 'open' }}>
          All open, worst first
        </Link>
      }
    >
      {findings.length === 0 && <p className={styles.where}>Nothing is open. Well done.</p>}
      <ol>
        {findings.map((finding) => (
          <li key={finding.id}>
            <Link
              to="/findings"
              search={{ ...scope, state: 'open', open: finding.id }}
              className={styles.item}
              preload={false}
            >
              <SeverityMark severity={finding.severity} />
              <span className={styles.score}>
                <ScoreFigure finding={finding} />
              </span>
              <span className={styles.words}>
                <span className={styles.title}>{finding.title}</span>
                <span className={styles.where}>
                  {finding.asset.name} · {finding.location}
                </span>
              </span>
              <span className={styles.why}>{reasonsFor(finding).join(' · ')}</span>
            </Link>
          </li>
        ))}
      </ol>
    </Card>
  )
}
