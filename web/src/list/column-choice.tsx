import { ActionIcon, Button, Checkbox, Popover, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconColumns3 } from '@tabler/icons-react'
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
  const [opened, { toggle, close }] = useDisclosure()
  const turn = (id: string) =>
    onChange(
      columns.flatMap((column) =>
        (column.id === id ? !shown.includes(id) : shown.includes(column.id)) ? [column.id] : [],
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
              checked={always || shown.includes(id)}
              onChange={() => turn(id)}
            />
          ))}
          <Button variant="subtle" disabled={!chosen} onClick={() => onChange(undefined)}>
            As many as fit
          </Button>
        </fieldset>
      </Popover.Dropdown>
    </Popover>
  )
}
