import { Button, Skeleton } from '@mantine/core'
import type { Mapping } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { DropSample } from './drop-sample.tsx'
import styles from './editor.module.css'
import type { Editing } from './use-editor.ts'

/** Without a sample: the least that a mapping says. */
const BLANK: Mapping = {
  mapping: 1,
  id: 'my-format',
  name: 'My format',
  syntax: 'json',
  elements: '/results/*',
  kind: 'config',
  fields: { title: 'title' },
}

/** Before there is a mapping: a sample is looked at, and most of the mapping is guessed. */
export function StartFormat({ editing }: { editing: Editing }) {
  const { sample, setSample, draft, change } = editing
  if (sample && draft.isFetching)
    return (
      <div className={styles.start} role="status" aria-label="Loading">
        <Skeleton height="var(--chart-height)" />
      </div>
    )
  return (
    <div className={styles.start}>
      {draft.error && <ErrorPanel error={draft.error} />}
      <DropSample onSample={setSample}>
        <h2>Drop a report of the tool here</h2>
        <p>
          JSON, NDJSON, CSV or XML. Most of the mapping is guessed from it, and its findings appear beside it
          as you go. Nothing is stored until you save.
        </p>
      </DropSample>
      <Button variant="subtle" onClick={() => change(BLANK)}>
        Start without a sample
      </Button>
    </div>
  )
}
