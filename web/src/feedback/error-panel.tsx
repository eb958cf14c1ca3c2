import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ApiError } from '../api/api-error.ts'
import styles from './feedback.module.css'

/** What went wrong and what to do next. */
export function ErrorPanel({
  error,
  retry,
  action,
}: {
  error: Error
  retry?: () => void
  action?: ReactNode
}) {
  const known = error instanceof ApiError
  return (
    <div className={styles.panel} role="alert">
      <IconAlertTriangle className={styles.badIcon} aria-hidden="true" />
      <h2>{known ? (TITLES[error.status] ?? 'That did not work') : 'Something broke on this page'}</h2>
      <p className={styles.text}>
        {known ? error.message : `${error.message}. Reload the page; what you saved is safe on the server.`}
      </p>
      <div className={styles.actions}>
        {retry && <Button onClick={retry}>Try again</Button>}
        {!known && <Button onClick={() => location.reload()}>Reload</Button>}
        {action}
      </div>
    </div>
  )
}

const TITLES: Record<number, string> = {
  0: 'No connection to the server',
  403: 'Your role does not allow this',
  404: 'This is not here',
  429: 'Too many requests',
}
