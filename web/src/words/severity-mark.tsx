import type { Severity } from '../api/types.ts'
import { SEVERITY } from './labels.ts'
import styles from './severity-mark.module.css'

/** The letter on its colour; the word is there for screen readers and on hover. */
export function SeverityMark({ severity }: { severity: Severity }) {
  const { label, letter } = SEVERITY[severity]
  return (
    <span className={`${styles.mark} ${styles[severity]}`} role="img" aria-label={label} title={label}>
      {letter}
    </span>
  )
}

/** Letter, colour and word. */
export function SeverityWord({ severity }: { severity: Severity }) {
  const { label, letter } = SEVERITY[severity]
  return (
    <span className={styles.word}>
      <span className={`${styles.mark} ${styles[severity]}`} aria-hidden="true">
        {letter}
      </span>
      {label}
    </span>
  )
}
