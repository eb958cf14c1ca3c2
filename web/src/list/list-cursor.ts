import { useCallback, useEffect, useRef, useState } from 'react'
import { useShortcuts } from '../keys/shortcuts.ts'
import type { RowSource } from './keyset-list.ts'
import type { Selection } from './selection.ts'

interface CursorOptions<T> {
  label: string
  source: RowSource<T>
  rowId: (row: T) => string
  openId?: string | undefined
  onOpen?: ((row: T | null) => void) | undefined
  selection?: Selection | undefined
  /** Brings a row that keys went to into view. */
  goTo: (index: number) => void
}

/** The row the keys act on. It follows clicks and the open row; with the panel open, moving opens the next row. */
export function useListCursor<T>({
  label,
  source,
  rowId,
  openId,
  onOpen,
  selection,
  goTo,
}: CursorOptions<T>) {
  const [index, setIndex] = useState(-1)
  const latest = useRef({ source, rowId, openId, onOpen, selection, index })
  useEffect(() => {
    latest.current = { source, rowId, openId, onOpen, selection, index }
  })

  // A link that opens a row puts the cursor on it, when it is among the rows that are here.
  const { loaded, at } = source
  useEffect(() => {
    if (!openId) return
    setIndex((old) => {
      const here = old >= 0 ? at(old) : undefined
      if (here && rowId(here) === openId) return old
      for (let i = 0; i < Math.min(loaded, 500); i++) {
        const row = at(i)
        if (row && rowId(row) === openId) return i
      }
      return old
    })
  }, [openId, loaded, at, rowId])

  const move = useCallback(
    (step: number) => {
      const { source, openId, onOpen, index } = latest.current
      const next = Math.max(0, Math.min(index + step, source.loaded - 1))
      const row = source.at(next)
      if (!row) return
      setIndex(next)
      goTo(next)
      if (openId) onOpen?.(row)
    },
    [goTo],
  )
  const open = () => {
    const row = source.at(index)
    if (row) onOpen?.(row)
  }
  const toggle = () => {
    const row = source.at(index)
    if (row) selection?.toggle(rowId(row))
  }
  useShortcuts(label, [
    { keys: ['j', 'ArrowDown'], does: 'Next row', run: () => move(1) },
    { keys: ['k', 'ArrowUp'], does: 'Previous row', run: () => move(-1) },
    ...(onOpen ? [{ keys: 'Enter', does: 'Open the row', run: open }] : []),
    ...(openId ? [{ keys: 'Escape', does: 'Close the panel', run: () => onOpen?.(null) }] : []),
    ...(selection ? [{ keys: 'x', does: 'Select the row', run: toggle }] : []),
  ])

  const pick = useCallback((picked: number) => {
    const row = latest.current.source.at(picked)
    setIndex(picked)
    if (row) latest.current.onOpen?.(row)
  }, [])
  const select = useCallback((picked: number, toHere: boolean) => {
    const { source, selection, rowId, index } = latest.current
    const row = source.at(picked)
    if (!row || !selection) return
    setIndex(picked)
    if (!toHere || index < 0) return selection.toggle(rowId(row))
    const [from, to] = [Math.min(index, picked), Math.max(index, picked)]
    const rows = Array.from({ length: to - from + 1 }, (_, i) => source.at(from + i))
    selection.add(rows.flatMap((between) => (between ? [rowId(between)] : [])))
  }, [])
  return { index, pick, select }
}
