import { Button } from '@mantine/core'
import { counted } from '../words/format.ts'
import { DropSample } from './drop-sample.tsx'
import styles from './editor.module.css'
import type { Editing } from './use-editor.ts'

/** The sample that the mapping is tried on, and the place to drop another. */
export function SampleLine({ editing, isNew }: { editing: Editing; isNew: boolean }) {
  const { sample, setSample, draft, startOver } = editing
  return (
    <div className={styles.sample}>
      <DropSample onSample={setSample} small>
        {sample ? (
          <>
            <strong>{sample.name}</strong>{' '}
            <span className={styles.quiet}>
              {sample.beginning && 'its first megabyte · '}
              {draft.data && `${counted(draft.data.elements, 'element')} looked at · `}drop another
            </span>
          </>
        ) : (
          'Drop a sample to see what this mapping reads'
        )}
      </DropSample>
      {draft.error && (
        <p role="alert" className={styles.bad}>
          {draft.error.message}
        </p>
      )}
      {isNew && sample && (
        <Button variant="subtle" onClick={startOver}>
          Guess again
        </Button>
      )}
    </div>
  )
}
