import { Button, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import { AddFilter } from './add-filter.tsx'
import { FilterPills } from './filter-pills.tsx'
import type { FindingSearch } from './finding-search.ts'
import styles from './findings-page.module.css'

interface FilterBarProps {
  search: FindingSearch
  onChange: (part: FindingSearch, replace?: boolean) => void
  onShow: (search: FindingSearch) => void
}

const TOGGLES = [
  { name: 'knownExploited', on: 'true', label: 'Known exploited' },
  { name: 'fixable', on: 'true', label: 'Fix available' },
  { name: 'agreed', on: 'true', label: 'Tools agree' },
  { name: 'assignee', on: 'me', label: 'Mine' },
] as const

export function FilterBar({ search, onChange, onShow }: FilterBarProps) {
  return (
    <div className={styles.bar}>
      <SearchField
        value={search.q ?? ''}
        onChange={(q) => onChange({ q: q || undefined, open: undefined }, true)}
      />
      <div className={styles.choices}>
        {TOGGLES.map(({ name, on, label }) => (
          <Button
            key={name}
            variant={search[name] === on ? 'light' : 'default'}
            aria-pressed={search[name] === on}
            onClick={() => onChange({ [name]: search[name] === on ? undefined : on, open: undefined })}
          >
            {label}
          </Button>
        ))}
        <AddFilter onAdd={(name, value) => onChange({ [name]: value, open: undefined })} />
        <FilterPills search={search} onChange={onChange} onShow={onShow} />
      </div>
    </div>
  )
}

/** Searches while one types, a moment after the last key. `/` jumps here, Esc goes back to the list. */
function SearchField({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const later = useDebouncedCallback(onChange, 250)
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(value)
  }, [value])
  useShortcuts('Search', [{ keys: '/', does: 'Search in this list', run: () => input.current?.focus() }])
  return (
    <TextInput
      ref={input}
      className={styles.search}
      type="search"
      aria-label="Search findings"
      placeholder="Title, place, rule, CVE, package   /"
      leftSection={<IconSearch />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}
