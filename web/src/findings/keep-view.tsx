import { ActionIcon, Button, Modal, TextInput } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import type { FindingSearch } from './finding-search.ts'
import styles from './views-menu.module.css'

export interface KeptView {
  name: string
  search: FindingSearch
}

interface KeepViewProps {
  opened: boolean
  onClose: () => void
  search: FindingSearch
  kept: KeptView[]
  onKeep: (views: KeptView[]) => void
}

/** Names the filters and order of now; the same name again replaces. Views stay in this browser, the address can be shared. */
export function KeepView({ opened, onClose, search, kept, onKeep }: KeepViewProps) {
  const [typed, setTyped] = useState('')
  const keep = (event: FormEvent) => {
    event.preventDefault()
    const name = typed.trim()
    if (!name) return
    onKeep([...kept.filter((view) => view.name !== name), { name, search: { ...search, open: undefined } }])
    setTyped('')
    onClose()
  }
  return (
    <Modal opened={opened} onClose={onClose} title="Keep this view">
      <form className={styles.keep} onSubmit={keep}>
        <TextInput
          label="Name"
          description="Kept in this browser. To share a view, share the address."
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          data-autofocus
        />
        <Button type="submit" variant="filled" disabled={!typed.trim()}>
          Keep
        </Button>
      </form>
      <ul>
        {kept.map((view) => (
          <li key={view.name} className={styles.own}>
            {view.name}
            <ActionIcon
              aria-label={`Delete the view ${view.name}`}
              onClick={() => onKeep(kept.filter((other) => other !== view))}
            >
              <IconTrash />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </Modal>
  )
}
