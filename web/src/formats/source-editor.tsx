import { ActionIcon, SegmentedControl, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { SeenPath } from '../api/types.ts'
import { PathInput } from './path-input.tsx'
import styles from './source-editor.module.css'
import { StepsEditor } from './steps-editor.tsx'
import { asObject, type Source, type SourceObject } from './value.ts'

interface SourceEditorProps {
  /** Of what, for screen readers. */
  label: string
  source: Source
  paths: SeenPath[]
  onChange: (source: Source) => void
  onRemove: () => void
}

const MODES = [
  { value: 'path', label: 'Path' },
  { value: 'template', label: 'Template' },
  { value: 'constant', label: 'Constant' },
]
type Mode = 'path' | 'template' | 'constant'

const modeOf = (source: SourceObject): Mode =>
  'path' in source ? 'path' : 'template' in source ? 'template' : 'constant'

const textOf = (source: SourceObject): string =>
  'path' in source ? source.path : 'template' in source ? source.template : source.constant

/** The same text in another role: a path becomes a template of itself. */
function inMode(mode: Mode, source: SourceObject): SourceObject {
  const text = textOf(source)
  const steps = 'steps' in source && source.steps ? { steps: source.steps } : {}
  if (mode === 'constant') return { constant: text }
  if (mode === 'path') return { path: /^\{([^{}]*)\}/.exec(text)?.[1] ?? text, ...steps }
  return { template: 'path' in source && text ? `{${text}}` : text, ...steps }
}

/** One source of a value: a path, a text with paths in it, or always the same; and what is done to it. */
export function SourceEditor({ label, source: given, paths, onChange, onRemove }: SourceEditorProps) {
  const source = asObject(given)
  const mode = modeOf(source)
  return (
    <fieldset className={styles.source}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.line}>
        <SegmentedControl
          aria-label={`${label}: kind of source`}
          data={MODES}
          value={mode}
          onChange={(value) => onChange(inMode(value as Mode, source))}
        />
        <ActionIcon aria-label={`${label}: remove`} onClick={onRemove}>
          <IconTrash />
        </ActionIcon>
      </div>
      {'path' in source && (
        <PathInput
          label="Path"
          help="Such as policy/name"
          value={source.path}
          paths={paths}
          onChange={(path) => onChange({ ...source, path })}
        />
      )}
      {'template' in source && (
        <TextInput
          label="Template"
          description="Text with paths in braces: {app/name}/{user}. It gives nothing when one of them is missing."
          value={source.template}
          onChange={(event) => onChange({ ...source, template: event.currentTarget.value })}
          spellCheck={false}
        />
      )}
      {'constant' in source ? (
        <TextInput
          label="Always"
          value={source.constant}
          onChange={(event) => onChange({ constant: event.currentTarget.value })}
        />
      ) : (
        <StepsEditor
          label={label}
          steps={source.steps ?? []}
          onChange={(steps) => {
            const { steps: _, ...rest } = source
            onChange(steps.length > 0 ? { ...rest, steps } : rest)
          }}
        />
      )}
    </fieldset>
  )
}
