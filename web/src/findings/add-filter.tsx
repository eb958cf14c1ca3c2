import { Button, Popover, Select, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { type FormEvent, useState } from 'react'
import styles from './add-filter.module.css'
import type { FilterName } from './finding-search.ts'

interface Choice {
  label: string
  type: 'text' | 'number' | 'date'
  placeholder?: string
  /** What was typed, as the API wants it. */
  value?: (typed: string) => string
}

const CHOICES = {
  cwe: { label: 'CWE', type: 'text', placeholder: '89', value: (typed) => typed.replace(/^cwe-/i, '') },
  advisory: { label: 'Advisory', type: 'text', placeholder: 'CVE-2021-44228' },
  component: { label: 'Component', type: 'text', placeholder: 'lodash' },
  rule: { label: 'Rule', type: 'text', placeholder: 'js/sql-injection' },
  tag: { label: 'Tag', type: 'text', placeholder: 'pci' },
  policyRule: { label: 'Policy rule', type: 'text', placeholder: 'default/new-secret' },
  minScore: { label: 'Score from', type: 'number', placeholder: '50' },
  since: { label: 'First seen since', type: 'date', value: (typed) => new Date(typed).toISOString() },
} satisfies Partial<Record<FilterName, Choice>>

type ChoiceName = keyof typeof CHOICES

/** The filters that have no list to choose from. */
export function AddFilter({ onAdd }: { onAdd: (name: FilterName, value: string) => void }) {
  const [opened, { toggle, close }] = useDisclosure()
  const [name, setName] = useState<ChoiceName>('cwe')
  const [typed, setTyped] = useState('')
  const choice: Choice = CHOICES[name]
  const add = (event: FormEvent) => {
    event.preventDefault()
    const text = typed.trim()
    if (!text) return
    onAdd(name, choice.value?.(text) ?? text)
    setTyped('')
    close()
  }
  return (
    <Popover opened={opened} onChange={close} position="bottom-start" shadow="md" trapFocus>
      <Popover.Target>
        <Button variant="subtle" color="gray" leftSection={<IconPlus />} onClick={toggle}>
          Filter
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form className={styles.form} onSubmit={add}>
          <Select
            label="By"
            data={Object.entries(CHOICES).map(([value, { label }]) => ({ value, label }))}
            value={name}
            onChange={(value) => setName((value ?? 'cwe') as ChoiceName)}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
          />
          <TextInput
            label={choice.label}
            type={choice.type}
            placeholder={choice.placeholder}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            data-autofocus
          />
          <Button type="submit" variant="filled">
            Add
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  )
}
