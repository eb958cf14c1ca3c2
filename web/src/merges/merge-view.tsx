import type { Merge } from '../api/types.ts'
import { LinkButton } from '../shell/link-button.tsx'
import { day } from '../words/format.ts'
import styles from './merges.module.css'

/** What a finding was made of: each observation in the order in which it came, and why it is part of it. */
export function MergeView({ merge }: { merge: Merge }) {
  return (
    <div className={styles.view}>
      <h1 className={styles.title}>{merge.title}</h1>
      <div className={styles.quiet}>
        {merge.asset.name} · {merge.location}
      </div>
      <ol className={styles.parts}>
        {merge.observations.map(({ id, tool, rule, title, location, firstSeen, reason }) => (
          <li key={id} className={styles.part}>
            <div className={styles.tool}>
              {tool} <span className={styles.quiet}>since {day(firstSeen)}</span>
            </div>
            <div>{title}</div>
            <div className={styles.quiet}>
              {rule} · {location}
            </div>
            <div className={styles.why}>{reason.text}</div>
          </li>
        ))}
      </ol>
      <div>
        <LinkButton to="/findings/$id" params={{ id: merge.id }}>
          Open the finding to split or join
        </LinkButton>
      </div>
    </div>
  )
}
