import { Link } from '@tanstack/react-router'
import type { Overview } from '../api/types.ts'
import { ago, count, dateTime } from '../words/format.ts'
import { Card } from './card.tsx'
import styles from './changes.module.css'

type Change = Overview['changes'][number]

/** What the latest reports changed, newest first. */
export function Changes({ changes }: { changes: Change[] }) {
  return (
    <Card title="What changed" beside={<Link to="/imports">All imports</Link>}>
      {changes.length === 0 && <p className={styles.quiet}>The latest reports changed nothing.</p>}
      <ul>
        {changes.map((change) => (
          <li key={change.reportId}>
            <Link to="/imports" search={{ open: change.reportId }} className={styles.change} preload={false}>
              <span className={styles.words}>
                <span className={styles.asset}>{change.asset.name}</span>
                <span className={styles.tools}>{change.tools.join(', ')}</span>
              </span>
              <span className={styles.deltas}>
                <Delta sign="+" value={change.opened} word="new" />
                <Delta sign="−" value={change.fixed} word="fixed" />
                <Delta sign="" value={change.moved} word="moved" />
                <Delta sign="" value={change.merged} word="merged" />
              </span>
              <time className={styles.quiet} dateTime={change.at} title={dateTime(change.at)}>
                {ago(change.at)}
              </time>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}

const Delta = ({ sign, value, word }: { sign: string; value: number; word: string }) =>
  value > 0 && (
    <span className={styles.delta} data-word={word}>
      {sign}
      {count(value)} {word}
    </span>
  )
