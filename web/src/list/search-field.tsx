import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import styles from './toolbar.module.css'
import { TypedField, type TypedFieldProps } from './typed-field.tsx'

/** Searches while one types. `/` jumps here; with `autoFocus` it is typed in as soon as it is there. */
export function SearchField(
  props: Pick<TypedFieldProps, 'label' | 'placeholder' | 'value' | 'onChange' | 'autoFocus'>,
) {
  const input = useRef<HTMLInputElement>(null)
  useShortcuts('Search', [{ keys: '/', does: 'Search in this list', run: () => input.current?.focus() }])
  return (
    <TypedField {...props} ref={input} className={styles.search} type="search" leftSection={<IconSearch />} />
  )
}
