import { Checkbox } from '@mantine/core'
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import type { Column, SortOrder } from './column.ts'
import styles from './data-list.module.css'
import type { Selection } from './selection.ts'

interface ListHeaderProps<T> {
  columns: Column<T>[]
  template: string
  sort?: SortOrder | undefined
  onSort?: ((sort: SortOrder) => void) | undefined
  selection?: Selection | undefined
  /** Narrow lists have no columns to name. */
  hidden: boolean
}

export function ListHeader<T>({ columns, template, sort, onSort, selection, hidden }: ListHeaderProps<T>) {
  if (hidden) return null
  return (
    <thead className={styles.head}>
      <tr className={styles.headRow} style={{ gridTemplateColumns: template }}>
        {selection && (
          <th className={styles.check} scope="col">
            <Checkbox
              aria-label="Select all that match"
              checked={selection.all}
              indeterminate={!selection.all && selection.ids.size > 0}
              onChange={() =>
                selection.all || selection.ids.size ? selection.clear() : selection.selectAll()
              }
            />
          </th>
        )}
        {columns.map((column) => (
          <ColumnHeader key={column.id} column={column} sort={sort} onSort={onSort} />
        ))}
      </tr>
    </thead>
  )
}

function ColumnHeader<T>({
  column,
  sort,
  onSort,
}: Pick<ListHeaderProps<T>, 'sort' | 'onSort'> & { column: Column<T> }) {
  const by = column.sort
  const order = by && sort?.by === by.by ? sort.order : undefined
  return (
    <th
      scope="col"
      className={styles.headCell}
      data-align={column.align}
      data-pinned={column.always}
      aria-sort={order && (order === 'asc' ? 'ascending' : 'descending')}
    >
      {by && onSort ? (
        <button
          type="button"
          className={styles.sort}
          onClick={() => onSort({ by: by.by, order: turned(order, by.first) })}
        >
          {column.header}
          {order === 'asc' && <IconArrowUp aria-hidden="true" />}
          {order === 'desc' && <IconArrowDown aria-hidden="true" />}
        </button>
      ) : (
        column.header
      )}
    </th>
  )
}

const turned = (order: 'asc' | 'desc' | undefined, first: 'asc' | 'desc'): 'asc' | 'desc' =>
  order === undefined ? first : order === 'asc' ? 'desc' : 'asc'
