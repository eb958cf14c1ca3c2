import type { Outcome } from '../api/types.ts'
import { count } from '../words/format.ts'
import styles from './outcome-words.module.css'

/** `+3 new −2 fixed 1 moved`: what a report changed; unchanged ones only when there is nothing else. */
export function OutcomeWords({ outcome }: { outcome: Outcome }) {
  const parts = [
    { word: 'new', value: outcome.new, sign: '+' },
    { word: 'reopened', value: outcome.reopened, sign: '+' },
    { word: 'fixed', value: outcome.fixed, sign: '−' },
    { word: 'moved', value: outcome.moved, sign: '' },
    { word: 'changed', value: outcome.changed, sign: '' },
    { word: 'merged', value: outcome.merged, sign: '' },
  ].filter(({ value }) => value > 0)
  if (parts.length === 0) return <span className={styles.part}>{count(outcome.unchanged)} unchanged</span>
  return (
    <span className={styles.parts}>
      {parts.map(({ word, value, sign }) => (
        <span key={word} className={styles.part} data-word={word}>
          {sign}
          {count(value)} {word}
        </span>
      ))}
    </span>
  )
}
