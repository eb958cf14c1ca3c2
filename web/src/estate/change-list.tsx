import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { EstateChange } from '../api/types.ts'
import { count } from '../words/format.ts'
import { groupChanges } from './change-words.ts'
import styles from './changes.module.css'

/** Changes by kind, each with what it was before, what it is now, and where. */
export const ChangeList = ({ changes }: { changes: readonly EstateChange[] }) => (
  <div className={styles.groups}>
    {groupChanges(changes).map(({ kind, label, material, changes: own }) => (
      <section key={`${kind} ${material}`} aria-label={material ? `${label}, material` : label}>
        <h3 className={styles.group}>
          {label} <span className={styles.small}>{count(own.length)}</span>
          {material && <MaterialMark />}
        </h3>
        <ul>
          {own.map((change) => (
            <li key={`${change.what} ${change.place}`} className={styles.change}>
              <span className={styles.what}>{change.what}</span>
              <BeforeAfter change={change} />
              {change.place && <code className={styles.place}>{change.place}</code>}
            </li>
          ))}
        </ul>
      </section>
    ))}
  </div>
)

/** Shape and word: it makes the risk larger, somebody should look. */
export const MaterialMark = ({ children = 'Material' }: { children?: ReactNode }) => (
  <span className={styles.material} title="Makes the risk larger: somebody should look">
    <IconAlertTriangle aria-hidden="true" />
    {children}
  </span>
)

function BeforeAfter({ change: { kind, before, after } }: { change: EstateChange }) {
  if (before === null && after === null) return null
  // What is new was nothing before, and what is gone is nothing now: the heading says so.
  if (before === null && kind.endsWith('-new')) return <span className={styles.after}>{after}</span>
  return (
    <span className={styles.values}>
      <span className={styles.before}>{before ?? 'none'}</span>
      <span role="img" aria-label="became">
        →
      </span>
      <span className={styles.after}>{after ?? 'none'}</span>
    </span>
  )
}
