import type { ReactNode } from 'react'
import styles from './bars.module.css'

export interface Bar {
  key: string
  label: ReactNode
  value: number
  /** The figure in words; the caller makes it a link to the rows behind it. */
  figure: ReactNode
  /** What the bar is coloured by; the accent when left out. */
  severity?: string | undefined
}

/** Figures with bars that share one scale from zero: which of them are large, at a glance. A list, so it reads without the bars too. */
export function Bars({ label, bars }: { label: string; bars: Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => Math.abs(value)))
  return (
    <ul className={styles.bars} aria-label={label}>
      {bars.map(({ key, label, value, figure, severity }) => (
        <li key={key} className={styles.row}>
          <span className={styles.label}>{label}</span>
          <span className={styles.figure}>{figure}</span>
          <span className={styles.track} aria-hidden="true">
            <span
              className={styles.bar}
              data-severity={severity}
              style={{ inlineSize: `${(100 * Math.abs(value)) / most}%` }}
            />
          </span>
        </li>
      ))}
    </ul>
  )
}
