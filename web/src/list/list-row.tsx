import { Skeleton } from '@mantine/core'
import { type MouseEvent, memo, type ReactNode } from 'react'
import type { Column } from './column.ts'
import styles from './data-list.module.css'
import { RowCheckbox } from './row-checkbox.tsx'
import { isForTheBrowser } from './row-links.tsx'

interface ListRowProps<T> {
  index: number
  /** Undefined while it is on its way. */
  row: T | undefined
  /** Distance from the top of the list, in pixels. */
  start: number
  columns: Column<T>[]
  template: string
  narrow: ((row: T) => ReactNode) | undefined
  current: boolean
  open: boolean
  selectable: boolean
  selected: boolean | undefined
  onPick: (index: number) => void
  onSelect: (index: number, toHere: boolean) => void
}

/** Links and buttons in a row act for themselves, but for the row's own name; so does marking text. */
function isForTheRow(event: MouseEvent): boolean {
  const acting = (event.target as HTMLElement).closest('a, button, input, label')
  if (acting?.hasAttribute('data-opens-row')) return !isForTheBrowser(event)
  return !acting && !event.defaultPrevented && getSelection()?.type !== 'Range'
}

function Row<T>(props: ListRowProps<T>) {
  const { index, row, start, columns, template, narrow, current, open, selectable, selected } = props
  const onClick = (event: MouseEvent) => {
    if (!isForTheRow(event)) return
    event.preventDefault()
    props.onPick(index)
  }
  return (
    <tr
      id={`row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined || undefined}
      className={styles.row}
      data-current={current || undefined}
      data-open={open || undefined}
      data-tall={narrow !== undefined || undefined}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
      onClick={onClick}
    >
      {selectable && (
        <td className={styles.check}>
          {row !== undefined && (
            <RowCheckbox index={index} checked={selected ?? false} onSelect={props.onSelect} />
          )}
        </td>
      )}
      {narrow && <td className={styles.narrow}>{row === undefined ? WAITING : narrow(row)}</td>}
      {!narrow &&
        columns.map((column) => (
          <td key={column.id} className={styles.cell} data-align={column.align} data-pinned={column.always}>
            {row === undefined ? WAITING : column.cell(row)}
          </td>
        ))}
    </tr>
  )
}

const WAITING = <Skeleton className={styles.skeleton} />

export const ListRow = memo(Row) as typeof Row
