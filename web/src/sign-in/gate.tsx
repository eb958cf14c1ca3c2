import { useDocumentTitle } from '@mantine/hooks'
import type { ReactNode } from 'react'
import styles from './gate.module.css'

/** The pages before the door: one narrow form in the middle. */
export function Gate({ title, children }: { title: string; children: ReactNode }) {
  useDocumentTitle(`${title} · Stance`)
  return (
    <main className={styles.gate}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <img src="/favicon.svg" alt="" className={styles.logo} />
          Stance
        </div>
        <h1 className={styles.title}>{title}</h1>
        {children}
      </div>
    </main>
  )
}
