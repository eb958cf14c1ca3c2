import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { apiUrl } from './request.ts'

type Topic = 'report' | 'finding' | 'inventory'

/** What each topic makes out of date. Lists are not here: they say quietly that there is news (see list/keyset-list.ts). */
const STALE: Record<Topic, QueryKey[]> = {
  report: [['report'], ['overview']],
  finding: [['finding'], ['facets'], ['overview'], ['asset'], ['application']],
  inventory: [['asset'], ['application'], ['facets'], ['overview'], ['component']],
}
const TOPICS = Object.keys(STALE) as Topic[]

/** When something of a topic last changed, in ms; lists compare it with when they were read. */
const changedAt: Record<Topic, number> = { report: 0, finding: 0, inventory: 0 }
const watchers = new Set<() => void>()
const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

export type { Topic }

/** When the topic last changed, as far as this page has heard. */
export const useChangedAt = (topic: Topic): number => useSyncExternalStore(subscribe, () => changedAt[topic])

/** Marks a topic as changed now: for our own writes, which need not wait for their echo. */
export function noteChange(topic: Topic, client: QueryClient): void {
  changedAt[topic] = Date.now()
  for (const queryKey of STALE[topic]) void client.invalidateQueries({ queryKey })
  for (const watcher of watchers) watcher()
}

const QUIET_MS = 700

/** Listens to the server's events while mounted. Bursts (an import of 10,000 findings) become one refresh. */
export function useLiveEvents(client: QueryClient): void {
  useEffect(() => {
    const source = new EventSource(apiUrl('/events'))
    const pending = new Set<Topic>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      for (const topic of pending) noteChange(topic, client)
      pending.clear()
    }
    for (const topic of TOPICS) {
      source.addEventListener(topic, () => {
        pending.add(topic)
        timer ??= setTimeout(flush, QUIET_MS)
      })
    }
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [client])
}
