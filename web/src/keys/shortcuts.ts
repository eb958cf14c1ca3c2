import { useEffect, useRef, useSyncExternalStore } from 'react'

export interface Shortcut {
  /** A key as `KeyboardEvent.key` says it (`j`, `?`, `Escape`), or two in a row: `g f`; several that do the same. */
  keys: string | string[]
  does: string
  run: () => void
}

export interface ShortcutGroup {
  name: string
  shortcuts: Shortcut[]
}

/** What is on screen now, oldest first. Kept outside React: one listener serves all. */
let groups: readonly { current: ShortcutGroup }[] = []
const watchers = new Set<() => void>()

function replaceGroups(next: readonly { current: ShortcutGroup }[]): void {
  groups = next
  for (const watcher of watchers) watcher()
}

/** Makes keys work while the calling component is on screen, and lists them in the help. The newest group wins. */
export function useShortcuts(name: string, shortcuts: Shortcut[]): void {
  const group = useRef<ShortcutGroup>({ name, shortcuts })
  useEffect(() => {
    group.current = { name, shortcuts }
  })
  useEffect(() => {
    replaceGroups([...groups, group])
    return () => replaceGroups(groups.filter((other) => other !== group))
  }, [])
}

const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** Groups that are active now, for the help. */
export const useActiveGroups = (): ShortcutGroup[] =>
  useSyncExternalStore(subscribe, () => groups).map((group) => group.current)

let waiting = ''
let waitingSince = 0
const SEQUENCE_MS = 900

/** The shortcut that a key press completes, if any; remembers the first half of a sequence. */
function shortcutOf(key: string, at: number): Shortcut | undefined {
  const sequence = waiting && at - waitingSince < SEQUENCE_MS ? `${waiting} ${key}` : key
  const all = groups.flatMap((group) => group.current.shortcuts)
  const found = all.findLast((s) => s.keys === sequence) ?? all.findLast((s) => [s.keys].flat().includes(key))
  waiting = found ? '' : key
  waitingSince = at
  return found
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
  !(target instanceof HTMLInputElement && target.type === 'checkbox')

/** Keys belong to a field being typed in, to an open dialog or menu, and to the browser, before they belong to us. */
const isTaken = (event: KeyboardEvent): boolean =>
  event.defaultPrevented ||
  event.ctrlKey ||
  event.metaKey ||
  event.altKey ||
  // Not the target: within a shadow root that is its host.
  isTyping(event.composedPath()[0] ?? null) ||
  [...document.querySelectorAll('[aria-modal="true"], [role="menu"], [role="listbox"]')].some(
    // A select keeps its choices in the page while they are closed.
    (one) => one.checkVisibility(),
  )

/** Starts the one listener; answers how to stop it. */
export function listenForShortcuts(): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (isTaken(event)) return
    const shortcut = shortcutOf(event.key, event.timeStamp)
    if (!shortcut) return
    event.preventDefault()
    shortcut.run()
  }
  window.addEventListener('keydown', onKeyDown)
  return () => window.removeEventListener('keydown', onKeyDown)
}
