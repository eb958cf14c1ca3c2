import { Link } from '@tanstack/react-router'
import type { Kind, Overview } from '../api/types.ts'
import type { FindingSearch } from '../findings/finding-search.ts'
import { count } from '../words/format.ts'
import { KIND } from '../words/labels.ts'
import { Card } from './card.tsx'
import styles from './funnel.module.css'

/** What sort of weaknesses are open. */
export function ByKind({ kinds, scope }: { kinds: Overview['byKind']; scope: FindingSearch }) {
  const most = Math.max(1, ...kinds.map((kind) => kind.open))
  const sorted = kinds.filter((kind) => kind.open > 0).toSorted((a, b) => b.open - a.open)
  if (sorted.length === 0) return null
  return (
    <Card title="Kinds" beside="open findings">
      <ul>
        {sorted.map(({ kind, open }) => (
          <li key={kind}>
            <Link to="/findings" search={{ ...scope, state: 'open', kind }} className={styles.step}>
              <span className={styles.words}>
                {KIND[kind as Kind]?.label ?? kind}
                <span className={styles.number}>{count(open)}</span>
              </span>
              <span className={styles.track}>
                <span className={styles.bar} style={{ inlineSize: `${(100 * open) / most}%` }} />
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
