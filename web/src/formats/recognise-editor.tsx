import { ActionIcon, Button, TagsInput, TextInput } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Mapping } from '../api/types.ts'
import styles from './editor.module.css'
import type { PartProps } from './part.ts'
import { PathInput } from './path-input.tsx'

type Recognise = NonNullable<Mapping['recognise']>

const HAS: Record<Mapping['syntax'], { label: string; description: string }> = {
  json: { label: 'It has', description: 'Paths from the document’s root, such as /alerts.' },
  ndjson: { label: 'Its records have', description: 'Paths in a record.' },
  csv: { label: 'It has the columns', description: '' },
  xml: { label: 'Its root has the attributes', description: 'Such as @version.' },
}

/** By what such a report is known when nobody names its format. */
export function RecogniseEditor({ mapping, paths, change, flawAt }: PartProps) {
  const { recognise = {}, syntax } = mapping
  const { has = [], is = {}, root } = recognise
  const set = (part: { [K in keyof Recognise]?: Recognise[K] | undefined }) => {
    const next = { ...recognise, ...part }
    const said = Object.entries(next).filter(([, value]) => value && Object.keys(value).length > 0)
    change({ recognise: said.length > 0 ? (Object.fromEntries(said) as Recognise) : undefined })
  }
  const top =
    syntax === 'json' ? paths.filter(({ path }) => path.startsWith('/')) : syntax === 'xml' ? [] : paths
  const entries = Object.entries(is)
  const replace = (at: number, entry: [string, Recognise['is'] extends infer _ ? string : never]) =>
    set({ is: Object.fromEntries(entries.map((old, i) => (i === at ? entry : old))) })
  return (
    <>
      {syntax === 'xml' && (
        <TextInput
          label="Its root element is"
          value={root ?? ''}
          onChange={(event) => set({ root: event.currentTarget.value })}
          spellCheck={false}
        />
      )}
      <TagsInput
        {...HAS[syntax]}
        data={top.map(({ path }) => path)}
        value={has}
        onChange={(value) => set({ has: value })}
        error={flawAt('recognise')}
        spellCheck={false}
      />
      {entries.map(([path, words], at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a path changes while it is typed
        <div key={at} className={styles.line}>
          <div className={styles.grow}>
            <PathInput
              label="And at"
              value={path}
              paths={top}
              onChange={(changed) => replace(at, [changed, [words].flat()[0] ?? ''])}
            />
          </div>
          <TextInput
            className={styles.grow}
            label="stands"
            value={[words].flat().join(', ')}
            onChange={(event) => replace(at, [path, event.currentTarget.value])}
          />
          <ActionIcon
            aria-label={`Remove what stands at ${path}`}
            onClick={() => set({ is: Object.fromEntries(entries.filter((_, i) => i !== at)) })}
          >
            <IconTrash />
          </ActionIcon>
        </div>
      ))}
      {syntax !== 'csv' && (
        <div>
          <Button
            leftSection={<IconPlus />}
            onClick={() =>
              set({
                is: { ...is, [syntax === 'xml' ? '@tool' : syntax === 'json' ? '/tool' : 'tool']: 'name' },
              })
            }
          >
            And a value
          </Button>
        </div>
      )}
    </>
  )
}
