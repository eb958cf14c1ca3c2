import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { apiUrl } from './request.ts'

export type Topic = 'report' | 'finding' | 'inventory' | 'exception' | 'notification' | 'policy' | 'risk'

/** What each topic makes out of date. Lists are not here: they say quietly that there is news (see list/keyset-list.ts). */
const STALE: Record<Topic, QueryKey[]> = {
  report: [['report'], ['overview'], ['estate']],
  finding: [
    ['finding'],
    ['exceptions'],
    ['facets'],
    ['overview'],
    ['asset'],
    ['application'],
    ['advisory'],
    ['combinations'],
  ],
  inventory: [['asset'], ['application'], ['facets'], ['overview'], ['component'], ['estate']],
  exception: [['exceptions'], ['finding'], ['overview']],
  notification: [['notifications']],
  policy: [['policy']],
  risk: [['risk']],
}
const TOPICS = Object.keys(STALE) as Topic[]

/** When something of a topic last changed, in ms; lists compare it with when they were read. */
const changedAt = Object.fromEntries(TOPICS.map((topic) => [topic, 0])) as Record<Topic, number>
const watchers = new Set<() => void>()
const subscribe = (watcher: () => void) => {
  watchers.add(watcher)
  return () => watchers.delete(watcher)
}

/** When the topic last changed, as far as this page has heard. */
export const useChangedAt = (topic: Topic): number => useSyncExternalStore(subscribe, () => changedAt[topic])

/** Marks a topic as changed now: for our own writes, which need not wait for their echo. */
export function noteChange(topic: Topic, client: QueryClient): void {
  changedAt[topic] = Date.now()
  for (const queryKey of STALE[topic]) void client.invalidateQueries({ queryKey })
  for (const watcher of watchers) watcher()
}

const QUIET_MS = 700
const COME_BACK_MS = 5000

/** Listens to the server's events while mounted. Bursts (an import of 10,000 findings) become one refresh. */
export function useLiveEvents(client: QueryClient): void {
  useEffect(() => {
    const pending = new Set<Topic>()
    let timer: ReturnType<typeof setTimeout> | undefined
    const flush = () => {
      timer = undefined
      for (const topic of pending) noteChange(topic, client)
      pending.clear()
    }
    const leave = stayConnected((topics) => {
      for (const topic of topics) pending.add(topic)
      timer ??= setTimeout(flush, QUIET_MS)
    })
    return () => {
      clearTimeout(timer)
      leave()
    }
  }, [client])
}

/**
 * Tells of every event until the answered function is called. After a line that broke, everything may have changed. The browser
 * comes back by itself when a line ends, but not when it is refused: a server that starts again may do that for a while.
 */
function stayConnected(onChange: (topics: Topic[]) => void): () => void {
  let source: EventSource
  let again: ReturnType<typeof setTimeout> | undefined
  let broken = false
  const connect = () => {
    source = new EventSource(apiUrl('/events'))
    for (const topic of TOPICS) source.addEventListener(topic, () => onChange([topic]))
    source.onopen = () => {
      if (broken) onChange(TOPICS)
      broken = false
    }
    source.onerror = () => {
      broken = true
      if (source.readyState === EventSource.CLOSED) again = setTimeout(connect, COME_BACK_MS)
    }
  }
  connect()
  return () => {
    clearTimeout(again)
    source.close()
  }
}
