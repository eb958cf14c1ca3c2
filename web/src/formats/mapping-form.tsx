import type { ReactNode } from 'react'
import { Section } from '../shell/section.tsx'
import { AboutEditor } from './about-editor.tsx'
import { AssetsEditor } from './assets-editor.tsx'
import { SkipEditor, VerdictEditor } from './decisions-editor.tsx'
import styles from './editor.module.css'
import { FieldsEditor } from './fields-editor.tsx'
import { KindEditor } from './kind-editor.tsx'
import type { PartProps } from './part.ts'
import { PlaceEditor } from './place-editor.tsx'
import { RecogniseEditor } from './recognise-editor.tsx'
import { SeverityEditor } from './severity-editor.tsx'
import type { Editing } from './use-editor.ts'

/** The parts of a mapping, in the order in which one thinks of them. */
export function MappingForm({ editing, isNew }: { editing: Editing; isNew: boolean }) {
  const { mapping, change, draft, flawAt, foundAt, sample } = editing
  if (mapping === null) return null
  const data = sample ? draft.data : undefined
  const part: PartProps = { mapping, paths: data?.paths ?? [], change, flawAt, foundAt }
  return (
    <div className={styles.form}>
      <Part title="About">
        <AboutEditor {...part} isNew={isNew} />
      </Part>
      <Part title="Where the results are">
        <PlaceEditor {...part} draft={data} onPlace={editing.choosePlace} />
      </Part>
      <Part title="Fields">
        <FieldsEditor {...part} />
      </Part>
      <Part title="Severity">
        <SeverityEditor {...part} />
      </Part>
      <Part title="Kind">
        <KindEditor {...part} />
      </Part>
      <Part title="No finding" beside="passed checks and the like">
        <SkipEditor {...part} />
      </Part>
      <Part title="Decided in the tool" beside="fixed, accepted, false positive">
        <VerdictEditor {...part} />
      </Part>
      <Part title="Recognised by" beside="when nobody names the format">
        <RecogniseEditor {...part} />
      </Part>
      <Part title="Assets" beside="that the report speaks of">
        <AssetsEditor {...part} />
      </Part>
    </div>
  )
}

const Part = ({ title, beside, children }: { title: string; beside?: string; children: ReactNode }) => (
  <Section title={title} beside={beside}>
    <div className={styles.part}>{children}</div>
  </Section>
)
