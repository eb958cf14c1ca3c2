import { type ReactNode, useId } from 'react'
import styles from './section.module.css'

export function Section({
  title,
  beside,
  children,
}: {
  title: string
  beside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id}>{title}</h2>
        {beside && <div className={styles.beside}>{beside}</div>}
      </div>
      {children}
    </section>
  )
}
