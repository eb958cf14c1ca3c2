import type { Explanation } from '../api/types.ts'
import { Fact } from '../words/facts.tsx'
import { score } from '../words/format.ts'
import styles from './finding-facts.module.css'

/** CVSS as it is published, and with what is known of the asset put into it. */
export function CvssScores({ cvss }: { cvss: NonNullable<Explanation['cvss']> }) {
  return (
    <>
      <Fact label={`CVSS ${cvss.base.version}`}>
        {score(cvss.base.score)}
        <code className={styles.vector}>{cvss.base.vector}</code>
      </Fact>
      <Fact label="Here">
        {score(cvss.environmental.score)}
        <span className={styles.quiet}>with this asset’s context</span>
        {cvss.environmental.vector !== cvss.base.vector && (
          <code className={styles.vector}>{cvss.environmental.vector}</code>
        )}
      </Fact>
    </>
  )
}
