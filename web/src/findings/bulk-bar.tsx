import { Button } from '@mantine/core'
import { useShortcuts } from '../keys/shortcuts.ts'
import type { Selection } from '../list/selection.ts'
import { Toolbar } from '../list/toolbar.tsx'
import { count, counted } from '../words/format.ts'
import styles from './findings-page.module.css'

/** In place of the filters while rows are chosen: how many, and what to do with them. */
export function BulkBar({
  selection,
  total,
  onTriage,
  onPause,
  onAsk,
  onSearch,
}: {
  selection: Selection
  total: number
  onTriage?: (() => void) | undefined
  /** Stops the clock of their due dates, or goes on with it. */
  onPause?: (() => void) | undefined
  /** Asks for an exception that is about them. */
  onAsk?: (() => void) | undefined
  /** Back to the search: another search is another choice. */
  onSearch: () => void
}) {
  useShortcuts('Search', [{ keys: '/', does: 'Search in this list', run: onSearch }])
  const chosen = selection.all ? total : selection.ids.size
  return (
    <Toolbar>
      <span className={styles.selected}>{counted(chosen, 'finding')} selected</span>
      {onTriage && (
        <Button variant="filled" onClick={onTriage}>
          Triage (e)
        </Button>
      )}
      {onAsk && <Button onClick={onAsk}>Exception</Button>}
      {onPause && <Button onClick={onPause}>Due date</Button>}
      {!selection.all && total > chosen && (
        <Button variant="subtle" onClick={selection.selectAll}>
          Select all {count(total)}
        </Button>
      )}
      <Button variant="subtle" color="gray" onClick={selection.clear}>
        Select none
      </Button>
    </Toolbar>
  )
}
