import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import styles from './toolbar.module.css'

interface SearchFieldProps {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
}

/** Searches while one types, a moment after the last key. `/` jumps here, Esc goes back to the list. */
export function SearchField({ label, placeholder = label, value, onChange }: SearchFieldProps) {
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
      aria-label={label}
      placeholder={placeholder}
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
