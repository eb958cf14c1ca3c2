import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconColumns3 } from '@tabler/icons-react'
import { useState } from 'react'
import type { Column } from './column.ts'
import styles from './column-choice.module.css'

interface ColumnChoiceProps<T> {
  columns: Column<T>[]
  /** Those on screen. */
  shown: string[]
  /** A person chose them; else there are as many as fit. */
  chosen: boolean
  /** Undefined: as many as fit again. */
  onChange: (ids: string[] | undefined) => void
}

/** Which columns a list has. More than fit make it scroll sideways. */
export function ColumnChoice<T>({ columns, shown, chosen, onChange }: ColumnChoiceProps<T>) {
  // The list shows what was chosen a moment later: the marks, and the next choice, go by the choice itself.
  const [wished, setWished] = useState<string[]>()
  const [opened, { toggle, close }] = useDisclosure(false, { onClose: () => setWished(undefined) })
  const marked = wished ?? shown
  const wish = (ids: string[] | undefined) => {
    setWished(ids)
    onChange(ids)
  }
  const turn = (id: string) =>
    wish(
      columns.flatMap((column) =>
        (column.id === id ? !marked.includes(id) : marked.includes(column.id)) ? [column.id] : [],
      ),
    )
  return (
    <Popover opened={opened} onChange={close} position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label="Columns" disabled={opened}>
          <ActionIcon variant="default" aria-label="Columns" className={styles.button} onClick={toggle}>
            <IconColumns3 />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <fieldset className={styles.choice}>
          <legend className={styles.legend}>Columns</legend>
          {columns.map(({ id, header, always }) => (
            <Checkbox
              key={id}
              label={header}
              disabled={always}
              checked={always || marked.includes(id)}
              onChange={() => turn(id)}
            />
          ))}
          <Button variant="subtle" disabled={!chosen} onClick={() => wish(undefined)}>
            As many as fit
          </Button>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}
