import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useSyncExternalStore } from 'react'

/** How often the commands were asked for; the dialog is only loaded for the first. */
let asked = 0
const watchers = new Set<() => void>()

export function openCommands(): void {
  asked += 1
  for (const watcher of watchers) watcher()
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

const CommandsDialog = lazy(() =>
  import('./commands-dialog.tsx').then((m) => ({ default: m.CommandsDialog })),
)

/** Ctrl-K: go anywhere, find anything. */
export function Commands() {
  const times = useSyncExternalStore(subscribe, () => asked)
  useHotkeys([['mod+K', openCommands]], [])
  if (times === 0) return null
  return (
    <Suspense fallback={null}>
      <CommandsDialog asked={times} />
    </Suspense>
  )
}
