import { Autocomplete, type ComboboxItem, type OptionsFilter } from '@mantine/core'
import type { ReactNode } from 'react'
import type { SeenPath } from '../api/types.ts'
import styles from './path-input.module.css'

interface PathInputProps {
  label: ReactNode
  /** What it is for; stands in the input while nothing is mapped. */
  help?: string | undefined
  /** Label and input side by side. */
  row?: boolean
  value: string
  paths: SeenPath[]
  onChange: (path: string) => void
  error?: string | undefined
  required?: boolean
  disabled?: boolean
}

/** A path of the sample, or one that is typed: a sample need not have all that a report may have. */
export function PathInput({ value, paths, onChange, help, row = false, ...props }: PathInputProps) {
  const byPath = new Map(paths.map((seen) => [seen.path, seen]))
  return (
    <Autocomplete
      {...props}
      placeholder={help || 'Not mapped'}
      aria-description={help || undefined}
      data={[...byPath.keys()]}
      value={value}
      onChange={onChange}
      filter={matching(byPath)}
      renderOption={({ option }) => <PathOption seen={byPath.get(option.value)} />}
      limit={200}
      openOnFocus={false}
      clearable
      clearButtonProps={{ 'aria-label': 'Clear' }}
      classNames={{ input: styles.path ?? '', root: row ? (styles.row ?? '') : '' }}
      spellCheck={false}
      comboboxProps={{ shadow: 'md', width: 'max-content', position: 'bottom-start' }}
    />
  )
}

/** A chosen path shows all others; what is being typed is looked for in paths and in values. */
const matching =
  (byPath: Map<string, SeenPath>): OptionsFilter =>
  ({ options, search }) => {
    const wanted = search.trim().toLowerCase()
    if (wanted === '' || byPath.has(search)) return options
    return options.filter((option) => {
      const { value } = option as ComboboxItem
      return [value, ...(byPath.get(value)?.values ?? [])].some((text) => text.toLowerCase().includes(wanted))
    })
  }

export const PathOption = ({ seen }: { seen: SeenPath | undefined }) =>
  seen && (
    <span className={styles.option}>
      <span className={styles.path}>{seen.path}</span>
      <span className={styles.example}>{seen.values.slice(0, 3).join(' · ') || 'always empty'}</span>
    </span>
  )
