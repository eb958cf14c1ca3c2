import { Skeleton } from '@mantine/core'
import page from './overview-page.module.css'
import styles from './overview-skeleton.module.css'

/** The page's shape while its figures are on their way. */
export function OverviewSkeleton() {
  return (
    <div className={page.grid} role="status" aria-label="Loading the overview">
      <Skeleton className={`${styles.strip} ${page.wide}`} />
      <Skeleton className={styles.card} />
      <Skeleton className={styles.card} />
      <Skeleton className={styles.list} />
      <Skeleton className={styles.list} />
    </div>
  )
}
