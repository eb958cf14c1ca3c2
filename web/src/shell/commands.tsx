import { useHotkeys } from '@mantine/hooks'
import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react'

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

const load = () => import('./commands-dialog.tsx').then((m) => ({ default: m.CommandsDialog }))
const CommandsDialog = lazy(load)

/** Ctrl-K: go anywhere, find anything. */
export function Commands() {
  const times = useSyncExternalStore(subscribe, () => asked)
  useHotkeys([['mod+K', openCommands]], [])
  // Read once the page stands, so that the first keys after Ctrl-K are not lost.
  useEffect(() => {
    const timer = setTimeout(load, 2000)
    return () => clearTimeout(timer)
  }, [])
  if (times === 0) return null
  return (
    <Suspense fallback={null}>
      <CommandsDialog asked={times} />
    </Suspense>
  )
}
