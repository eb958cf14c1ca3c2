import { TextInput, type TextInputProps } from '@mantine/core'
import { useDebouncedCallback, useMergedRef } from '@mantine/hooks'
import { type Ref, useEffect, useRef, useState } from 'react'

export interface TypedFieldProps
  extends Pick<TextInputProps, 'autoFocus' | 'className' | 'leftSection' | 'type'> {
  label: string
  placeholder?: string
  value: string
  onChange: (value: string) => void
  ref?: Ref<HTMLInputElement>
}

const WAIT_MS = 250

/** A field that tells what is typed a moment after the last key. Esc goes back to the list. */
export function TypedField({ label, placeholder = label, value, onChange, ref, ...looks }: TypedFieldProps) {
  const input = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState(value)
  const later = useDebouncedCallback(onChange, WAIT_MS)
  useEffect(() => {
    if (document.activeElement !== input.current) setTyped(value)
  }, [value])
  const held = useMergedRef(input, ref)
  return (
    <TextInput
      {...looks}
      ref={held}
      aria-label={label}
      placeholder={placeholder}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        later(event.currentTarget.value)
      }}
      onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
    />
  )
}
