import { Button } from '@mantine/core'
import { size } from '../words/format.ts'
import styles from './upload-lines.module.css'
import type { Upload } from './use-uploads.ts'

interface UploadLinesProps {
  uploads: Upload[]
  onRetry: (upload: Upload) => void
  onDismiss: (key: string) => void
}

/** Files that are being sent, or could not be. */
export function UploadLines({ uploads, onRetry, onDismiss }: UploadLinesProps) {
  if (uploads.length === 0) return null
  return (
    <ul className={styles.lines} aria-label="Uploads">
      {uploads.map((upload) => (
        <li key={upload.key} className={styles.line} data-failed={upload.error !== null || undefined}>
          <span className={styles.name}>{upload.file.name}</span>
          {upload.error === null ? (
            <>
              <progress
                className={styles.bar}
                value={upload.sent}
                aria-label={`Sending ${upload.file.name}`}
              />
              <span className={styles.quiet}>
                {size(upload.sent * upload.file.size)} of {size(upload.file.size)}
              </span>
            </>
          ) : (
            <>
              <span role="alert">{upload.error}</span>
              <Button onClick={() => onRetry(upload)}>Try again</Button>
              <Button variant="subtle" onClick={() => onDismiss(upload.key)}>
                Leave it
              </Button>
            </>
          )}
        </li>
      ))}
    </ul>
  )
}
