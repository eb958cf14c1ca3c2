import type { ReactNode } from 'react'
import type { Bar } from './bars.tsx'
import styles from './donut.module.css'

const RADIUS = 40
const AROUND = 2 * Math.PI * RADIUS
const SHADES = 6

/** Shares of a whole, clockwise from the top, with their figures beside: the ring only helps. */
export function Donut({ label, parts, middle }: { label: string; parts: Bar[]; middle: ReactNode }) {
  const total = Math.max(
    1,
    parts.reduce((sum, { value }) => sum + value, 0),
  )
  let before = 0
  const arcs = parts.map(({ key, value, severity }, nth) => {
    const from = before
    before += value
    return { key, severity, nth, length: (AROUND * value) / total, offset: (-AROUND * from) / total }
  })
  return (
    <div className={styles.donut}>
      <div className={styles.ring}>
        <svg viewBox="0 0 100 100" aria-hidden="true">
          {arcs.map(({ key, severity, nth, length, offset }) => (
            <circle
              key={key}
              className={styles.arc}
              data-severity={severity}
              data-shade={severity ? undefined : nth % SHADES}
              cx="50"
              cy="50"
              r={RADIUS}
              strokeDasharray={`${Math.max(0, length - 0.8)} ${AROUND}`}
              strokeDashoffset={offset}
            />
          ))}
        </svg>
        <span className={styles.middle}>{middle}</span>
      </div>
      <ul className={styles.parts} aria-label={label}>
        {parts.map(({ key, label, figure, severity }, nth) => (
          <li key={key} className={styles.part}>
            <span
              className={styles.dot}
              data-severity={severity}
              data-shade={severity ? undefined : nth % SHADES}
              aria-hidden="true"
            />
            <span className={styles.label}>{label}</span>
            <strong>{figure}</strong>
          </li>
        ))}
      </ul>
    </div>
  )
}
