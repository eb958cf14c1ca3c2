import { Button } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import type { ReactNode } from 'react'
import { failed } from '../feedback/notify.ts'
import styles from './drop-sample.module.css'
import { type Sample, sampleOf } from './sample.ts'

/** Takes a report to try the mapping on. */
export function DropSample({
  onSample,
  small,
  children,
}: {
  onSample: (sample: Sample) => void
  /** A line instead of a field. */
  small?: boolean
  children: ReactNode
}) {
  const take = ([file]: File[]) => {
    if (file) sampleOf(file.name, file).then(onSample, failed)
  }
  return (
    <Dropzone
      onDrop={take}
      multiple={false}
      className={small ? styles.small : styles.zone}
      aria-label="Sample report"
    >
      {children}
      {!small && (
        <Button component="span" variant="filled" className={styles.button}>
          Choose a file
        </Button>
      )}
    </Dropzone>
  )
}
