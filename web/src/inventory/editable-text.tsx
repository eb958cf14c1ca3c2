import { ActionIcon, TextInput } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import styles from './editable-text.module.css'

interface EditableTextProps {
  as: 'h1' | 'p'
  label: string
  value: string
  placeholder?: string
  /** Undefined where it may only be read. */
  onSave: ((value: string) => void) | undefined
}

/** Words that become a field when one asks for it; Enter or leaving saves, Esc does not. */
export function EditableText({ as: Tag, label, value, placeholder = '', onSave }: EditableTextProps) {
  const [draft, setDraft] = useState<string | null>(null)
  const save = () => {
    const text = draft?.trim()
    if (text !== undefined && text !== value && (text || Tag === 'p')) onSave?.(text)
    setDraft(null)
  }
  if (draft !== null) {
    return (
      <TextInput
        aria-label={label}
        value={draft}
        onChange={(event) => setDraft(event.currentTarget.value)}
        onBlur={save}
        onKeyDown={(event) => {
          if (event.key === 'Enter') save()
          if (event.key === 'Escape') setDraft(null)
        }}
        autoFocus
      />
    )
  }
  return (
    <div className={styles.text}>
      <Tag className={styles.words} data-empty={!value || undefined}>
        {value || (onSave ? placeholder : '')}
      </Tag>
      {onSave && (
        <ActionIcon size="sm" aria-label={`Change: ${label.toLowerCase()}`} onClick={() => setDraft(value)}>
          <IconPencil />
        </ActionIcon>
      )}
    </div>
  )
}
