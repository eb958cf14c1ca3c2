import { Skeleton } from '@mantine/core'
import styles from './page.module.css'

/** A page on its way: its shape, without jumping when the words come. */
export function PagePending() {
  return (
    <div className={styles.pending} role="status" aria-label="Loading">
      <Skeleton className={styles.pendingTitle} />
      {['a', 'b', 'c'].map((line) => (
        <Skeleton key={line} className={styles.pendingLine} />
      ))}
    </div>
  )
}
