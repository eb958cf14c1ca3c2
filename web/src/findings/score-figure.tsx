import type { Finding } from '../api/types.ts'
import { score } from '../words/format.ts'
import styles from './score-figure.module.css'

/** The score, over a bar as long as the score is high; how sure it is on hover. */
export function ScoreFigure({ finding }: { finding: Pick<Finding, 'score' | 'certainty'> }) {
  return (
    <span
      className={styles.figure}
      title={`Score ${score(finding.score)} of 100, ${finding.certainty} % of what it asks for is known`}
    >
      {score(finding.score)}
      <span className={styles.bar} style={{ inlineSize: `${finding.score}%` }} />
    </span>
  )
}
