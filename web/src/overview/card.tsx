import { type ReactNode, useId } from 'react'
import styles from './overview-page.module.css'

interface CardProps {
  title: string
  /** Beside the title: the unit, a link to everything. */
  beside?: ReactNode
  wide?: boolean
  children: ReactNode
}

/** One question and its answer. */
export function Card({ title, beside, wide, children }: CardProps) {
  const id = useId()
  return (
    <section className={wide ? `${styles.card} ${styles.wide}` : styles.card} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {beside && <span className={styles.quiet}>{beside}</span>}
      </div>
      {children}
    </section>
  )
}
