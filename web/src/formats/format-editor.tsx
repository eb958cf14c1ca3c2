import { SegmentedControl } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import type { Mapping, StoredMapping } from '../api/types.ts'
import { LeaveGuard } from '../feedback/leave-guard.tsx'
import { NARROW } from '../panel/narrow.ts'
import panes from '../panel/two-panes.module.css'
import { FullPage } from '../shell/page.tsx'
import styles from './editor.module.css'
import { EditorActions } from './editor-actions.tsx'
import { MappingForm } from './mapping-form.tsx'
import { PreviewPane } from './preview-pane.tsx'
import type { Sample } from './sample.ts'
import { SampleLine } from './sample-line.tsx'
import { SamplePane } from './sample-pane.tsx'
import { StartFormat } from './start-format.tsx'
import { useEditor } from './use-editor.ts'
import { YamlPane } from './yaml-pane.tsx'

const SIDES = [
  { value: 'findings', label: 'Findings' },
  { value: 'sample', label: 'Sample' },
  { value: 'yaml', label: 'YAML' },
]

interface FormatEditorProps {
  /** The current version; none for a new format. */
  stored?: StoredMapping | undefined
  /** What is shown first, where it is not the current version. */
  start?: Mapping | undefined
  sample: Sample | null
  view: string | undefined
  onView: (view: string) => void
}

/** A mapping in the making: the form, and beside it what comes of the sample, what is in it, or the YAML. */
export function FormatEditor({ stored, start, sample, view, onView }: FormatEditorProps) {
  const editing = useEditor(start ?? stored?.mapping ?? null, sample)
  const narrow = useMediaQuery(NARROW, window.matchMedia(NARROW).matches)
  const { mapping } = editing
  if (mapping === null)
    return (
      <FullPage title="New format">
        <StartFormat editing={editing} />
      </FullPage>
    )
  const sides = narrow ? [{ value: 'mapping', label: 'Mapping' }, ...SIDES] : SIDES
  const shown = sides.some(({ value }) => value === view) ? view : sides[0]?.value
  const isDirty = JSON.stringify(mapping) !== JSON.stringify(stored?.mapping)
  return (
    <FullPage
      title={stored?.mapping.name ?? 'New format'}
      beside={stored && `version ${stored.version}${isDirty ? ', changed' : ''}`}
      actions={<EditorActions editing={editing} stored={stored} isDirty={isDirty} />}
    >
      <LeaveGuard dirty={isDirty}>What you changed in this mapping is lost.</LeaveGuard>
      <div className={panes.bar}>
        <SampleLine editing={editing} isNew={!stored} />
        <SegmentedControl
          aria-label="What is shown"
          data={sides}
          value={shown ?? 'findings'}
          onChange={onView}
        />
      </div>
      <div className={panes.panes}>
        <section className={styles.pane} aria-label="Mapping" hidden={narrow && shown !== 'mapping'}>
          <MappingForm editing={editing} isNew={!stored} />
        </section>
        <section
          className={styles.pane}
          aria-label={SIDES.find(({ value }) => value === shown)?.label ?? 'Findings'}
          hidden={narrow && shown === 'mapping'}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable
          tabIndex={0}
        >
          {shown === 'sample' ? (
            <SamplePane editing={editing} />
          ) : shown === 'yaml' ? (
            <YamlPane editing={editing} />
          ) : (
            <PreviewPane editing={editing} />
          )}
        </section>
      </div>
    </FullPage>
  )
}
