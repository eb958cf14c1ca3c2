import { useQuery } from '@tanstack/react-query'
import type { FindingDetail } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { ago, dateTime, percent } from '../words/format.ts'
import { REACH, REACHES } from '../words/labels.ts'
import { reachQuery } from './finding-query.ts'
import styles from './reach.module.css'

/** How near the weak part is to what runs: the ladder, and beside each rung who says so. */
export function Reach({ finding }: { finding: FindingDetail }) {
  const { data } = useQuery(reachQuery(finding.id))
  if (!data?.level) return null
  const { level, says } = data
  return (
    <Section title="How near to running code">
      <ol className={styles.ladder}>
        {REACHES.map((rung) => (
          <li
            key={rung}
            className={styles.rung}
            data-reached={REACHES.indexOf(rung) <= REACHES.indexOf(level) || undefined}
            aria-current={rung === level ? 'true' : undefined}
          >
            {REACH[rung]}
          </li>
        ))}
      </ol>
      <ul>
        {says.map((one) => (
          <li key={`${one.source} ${one.level} ${one.evidence}`} className={styles.evidence}>
            <strong>{one.source}:</strong>
            <span>
              {one.atMost && 'no further than '}
              {REACH[one.level].toLowerCase()}
            </span>
            {one.evidence && <span className={styles.said}>{one.evidence}</span>}
            <span className={styles.quiet}>
              {percent(one.confidence)} sure
              {one.at && (
                <>
                  {' · '}
                  <time dateTime={one.at} title={dateTime(one.at)}>
                    {ago(one.at)}
                  </time>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
