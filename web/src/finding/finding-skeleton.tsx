import { Skeleton } from '@mantine/core'
import styles from './finding-skeleton.module.css'

export function FindingSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading the finding">
      <Skeleton className={styles.title} />
      <Skeleton className={styles.line} />
      <Skeleton className={styles.block} />
      <Skeleton className={styles.block} />
    </div>
  )
}
