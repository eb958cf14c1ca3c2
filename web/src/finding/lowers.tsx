import type { Explanation } from '../api/types.ts'
import { Section } from '../shell/section.tsx'
import { score, signed } from '../words/format.ts'
import styles from './lowers.module.css'

/** What would lower the score, the most first, each by itself, with the score that it would have then. */
export function Lowers({ explanation: { lowers } }: { explanation: Explanation }) {
  if (lowers.length === 0) return null
  return (
    <Section title="What would lower this">
      <ul>
        {lowers.map(({ id, label, score: then, points }) => (
          <li key={id} className={styles.change}>
            <span>{label}</span>
            <span className={styles.points}>{signed(points)}</span>
            <span className={styles.then} title={`The score would be ${score(then)}`}>
              {score(then)}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
