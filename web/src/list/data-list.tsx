import { useElementSize } from '@mantine/hooks'
import { useVirtualizer } from '@tanstack/react-virtual'
import { type ReactNode, useCallback, useEffect, useMemo, useRef } from 'react'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { NARROW_LIST } from '../theme/columns.ts'
import { remInPixels } from '../theme/rem.ts'
import { type Column, columnsThatFit, gridTemplate, leastWidth, type SortOrder } from './column.ts'
import styles from './data-list.module.css'
import type { RowSource } from './keyset-list.ts'
import { useListCursor } from './list-cursor.ts'
import { ListHeader } from './list-header.tsx'
import { ListRow } from './list-row.tsx'
import type { Selection } from './selection.ts'

interface DataListProps<T> {
  /** What the rows are, for screen readers and the help: `Findings`. */
  label: string
  source: RowSource<T>
  columns: Column<T>[]
  /** The row in two lines, for narrow lists. */
  narrow: (row: T) => ReactNode
  rowId: (row: T) => string
  sort?: SortOrder
  onSort?: (sort: SortOrder) => void
  openId?: string | undefined
  /** Opens the row's details; null closes them. */
  onOpen?: (row: T | null) => void
  /** Hears which row the keys act on. */
  onCurrent?: (row: T | undefined) => void
  /** Hears which columns there is room for. */
  onShown?: (ids: string[]) => void
  selection?: Selection
  empty: ReactNode
}

const SKELETONS = 12
/** Beside the columns, in rem: the box for choosing and the room at both ends. */
const EDGES = 3.5

/** A list of any length: only the rows in view exist, more are read as one scrolls, and keys move through it. */
export function DataList<T>(props: DataListProps<T>) {
  const { label, source, columns, narrow, rowId, sort, onSort, openId, onOpen, selection, empty } = props
  const { onCurrent, onShown } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLTableElement>(null)
  const { ref: sizer, width } = useElementSize()
  const rem = remInPixels()
  const isNarrow = width > 0 && width / rem < NARROW_LIST
  const shown = useMemo(() => columnsThatFit(columns, width / rem), [columns, width, rem])
  useEffect(() => onShown?.(shown.map(({ id }) => id)), [onShown, shown])
  const waiting = source.total === null ? SKELETONS : Math.min(SKELETONS, source.total - source.loaded)
  const rowHeight = useRowHeight(isNarrow)

  const virtual = useVirtualizer({
    count: source.loaded + waiting,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 16,
    useFlushSync: false,
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another row height asks for another measure
  useEffect(() => virtual.measure(), [rowHeight, virtual])

  const items = virtual.getVirtualItems()
  const last = items.at(-1)?.index ?? 0
  const { ensure } = source
  useEffect(() => ensure(last), [last, ensure])

  const { scrollToIndex } = virtual
  const goTo = useCallback(
    (index: number) => {
      scrollToIndex(index)
      // The keys work from anywhere; a screen reader says the row, and a dialog gives the focus back, only where it is.
      table.current?.focus({ preventScroll: true })
    },
    [scrollToIndex],
  )
  const cursor = useListCursor({
    label,
    source,
    rowId,
    openId,
    onOpen,
    selection,
    goTo,
  })

  const { at } = source
  useEffect(
    () => onCurrent?.(cursor.index >= 0 ? at(cursor.index) : undefined),
    [onCurrent, cursor.index, at],
  )

  if (source.error) return <ErrorPanel error={source.error} retry={source.refresh} />
  if (source.total === 0) return empty
  const least = leastWidth(shown) + EDGES
  const template = [selection && 'var(--control)', isNarrow ? 'minmax(0, 1fr)' : gridTemplate(shown)]
    .filter(Boolean)
    .join(' ')
  return (
    <div className={styles.scroller} ref={scroller}>
      <div ref={sizer} className={styles.sizer} />
      <table
        ref={table}
        className={styles.table}
        // Columns that were chosen may need more than there is: then the list scrolls sideways, and the row's name stays.
        style={isNarrow ? undefined : { minWidth: `${least}rem` }}
        data-sideways={(!isNarrow && width > 0 && least > width / rem) || undefined}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern for a table that keys move through
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={source.total ?? -1}
        aria-multiselectable={selection ? true : undefined}
        aria-busy={source.total === null}
        aria-activedescendant={cursor.index >= 0 ? `row-${cursor.index}` : undefined}
      >
        <ListHeader
          columns={shown}
          template={template}
          sort={sort}
          onSort={onSort}
          selection={selection}
          hidden={isNarrow}
        />
        <tbody className={styles.body} style={{ height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = source.at(item.index)
            return (
              <ListRow
                key={item.key}
                index={item.index}
                row={row}
                start={item.start}
                columns={shown}
                template={template}
                narrow={isNarrow ? narrow : undefined}
                current={item.index === cursor.index}
                open={row !== undefined && rowId(row) === openId}
                selected={selection && row ? selection.has(rowId(row)) : undefined}
                selectable={selection !== undefined}
                onPick={cursor.pick}
                onSelect={cursor.select}
              />
            )
          })}
        </tbody>
      </table>
    </div>
  )
}

/** The row height of the theme, in pixels. */
function useRowHeight(isNarrow: boolean): number {
  return useMemo(() => {
    const token = isNarrow ? '--row-height-tall' : '--row-height'
    const rows = Number.parseFloat(getComputedStyle(document.documentElement).getPropertyValue(token))
    return rows * remInPixels()
  }, [isNarrow])
}
