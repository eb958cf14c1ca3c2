import { Button } from '@mantine/core'
import { count } from '../words/format.ts'
import styles from './show-more.module.css'

/** Below rows of which there are more: how many are shown, and the way to the rest. */
export function ShowMore({
  shown,
  total,
  onMore,
  loading = false,
}: {
  shown: number
  total: number
  onMore: () => void
  loading?: boolean
}) {
  return (
    <p className={styles.more}>
      <Button loading={loading} onClick={onMore}>
        Show more
      </Button>
      <span role="status" className={styles.quiet}>
        {count(shown)} of {count(total)} shown
      </span>
    </p>
  )
}
