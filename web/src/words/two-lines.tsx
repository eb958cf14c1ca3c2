import type { ReactNode } from 'react'
import styles from './two-lines.module.css'

/** A row of a narrow list: mark, title over a quiet line, and a figure at the end. */
export function TwoLines({
  mark,
  title,
  below,
  end,
}: {
  mark?: ReactNode
  title: ReactNode
  below: ReactNode
  end?: ReactNode
}) {
  return (
    <div className={styles.row}>
      {mark}
      <div className={styles.words}>
        <div className={styles.title}>{title}</div>
        <div className={styles.below}>{below}</div>
      </div>
      {end !== undefined && <div className={styles.end}>{end}</div>}
    </div>
  )
}
