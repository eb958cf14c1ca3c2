import { ActionIcon, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAdjustments, IconPlus } from '@tabler/icons-react'
import type { MappingValue, SeenPath } from '../api/types.ts'
import { PathInput } from './path-input.tsx'
import { SourceEditor } from './source-editor.tsx'
import { plainPath, type Source, sourcesOf, valueFrom, wordsOf } from './value.ts'
import styles from './value-editor.module.css'

interface ValueEditorProps {
  label: string
  help?: string | undefined
  value: MappingValue | undefined
  paths: SeenPath[]
  onChange: (value: MappingValue | undefined) => void
  error?: string | undefined
  required?: boolean
  /** Under the input: how often it found something. */
  found?: string | undefined
}

/** Where a value comes from: a path most of the time; more where it is asked for. */
export function ValueEditor({ label, value, paths, onChange, found, ...input }: ValueEditorProps) {
  const plain = plainPath(value)
  const [opened, { toggle }] = useDisclosure(false)
  const example = plain ? paths.find(({ path }) => path === plain)?.values[0] : undefined
  const sources = sourcesOf(value)
  const first = paths[0]?.path ?? 'name'
  const change = (changed: Source[]) => onChange(valueFrom(changed))
  return (
    <div className={styles.value}>
      <div className={styles.line}>
        <div className={styles.input}>
          {plain === undefined ? (
            <p className={styles.summary}>
              <span className={styles.label}>{label}</span>
              <code>{value && wordsOf(value)}</code>
              {input.error && <span className={styles.bad}>{input.error}</span>}
            </p>
          ) : (
            <PathInput
              {...input}
              row
              label={label}
              value={plain}
              paths={paths}
              onChange={(path) => onChange(path || undefined)}
            />
          )}
        </div>
        <ActionIcon
          aria-label={`${label}: template, constant, steps`}
          aria-expanded={opened}
          onClick={toggle}
          data-open={opened || undefined}
        >
          <IconAdjustments />
        </ActionIcon>
      </div>
      {(example || found) && <p className={styles.example}>{[found, example].filter(Boolean).join(' · ')}</p>}
      {opened && (
        <div className={styles.sources}>
          {sources.map((source, at) => (
            <SourceEditor
              // biome-ignore lint/suspicious/noArrayIndexKey: sources have no name but their place
              key={at}
              label={at === 0 ? label : `${label}, otherwise`}
              source={source}
              paths={paths}
              onChange={(changed) => change(sources.map((old, i) => (i === at ? changed : old)))}
              onRemove={() => change(sources.filter((_, i) => i !== at))}
            />
          ))}
          <UnstyledButton
            className={styles.add}
            onClick={() => change([...sources, sources.length === 0 ? { template: `{${first}}` } : first])}
          >
            <IconPlus /> {sources.length === 0 ? 'Template or constant' : 'Otherwise …'}
          </UnstyledButton>
        </div>
      )}
    </div>
  )
}
