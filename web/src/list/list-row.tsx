import { Checkbox, Skeleton } from '@mantine/core'
import { type MouseEvent, memo, type ReactNode } from 'react'
import type { Column } from './column.ts'
import styles from './data-list.module.css'

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

/** Links and buttons in a row act for themselves; so does marking text. */
const isForTheRow = (event: MouseEvent): boolean =>
  !event.defaultPrevented &&
  !(event.target as HTMLElement).closest('a, button, input, label') &&
  getSelection()?.type !== 'Range'

function Row<T>(props: ListRowProps<T>) {
  const { index, row, start, columns, template, narrow, current, open, selectable, selected } = props
  return (
    <tr
      id={`row-${index}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      aria-busy={row === undefined || undefined}
      className={styles.row}
      data-current={current || undefined}
      data-open={open || undefined}
      style={{ transform: `translateY(${start}px)`, gridTemplateColumns: template }}
      onClick={(event) => isForTheRow(event) && props.onPick(index)}
    >
      {selectable && (
        <td className={styles.check}>
          {row !== undefined && (
            <Checkbox
              tabIndex={-1}
              aria-label="Select the row"
              checked={selected ?? false}
              onChange={(event) =>
                props.onSelect(index, (event.nativeEvent as PointerEvent).shiftKey === true)
              }
            />
          )}
        </td>
      )}
      {narrow && <td className={styles.narrow}>{row === undefined ? WAITING : narrow(row)}</td>}
      {!narrow &&
        columns.map((column) => (
          <td key={column.id} className={styles.cell} data-align={column.align}>
            {row === undefined ? WAITING : column.cell(row)}
          </td>
        ))}
    </tr>
  )
}

const WAITING = <Skeleton className={styles.skeleton} />

export const ListRow = memo(Row) as typeof Row
