import type { Actor } from '../access/actor.ts'
import { isVisible, type VisibleAssets, visibleAssetIds } from '../access/visible-assets.ts'
import { type Pool, transaction } from '../platform/database.ts'
import type { Listener, Notice } from '../platform/notify.ts'

export const TOPICS = [
  'report',
  'finding',
  'inventory',
  'risk',
  'exception',
  'policy',
  'notification',
] as const

const HEARTBEAT_MS = 20_000
// Then the browser comes back by itself and is authenticated again.
const STAY_MS = 15 * 60_000
// How long an answer to "may they see it?" holds: yes longer than no, because a new asset makes a no old.
const YES_MS = 30_000
const NO_MS = 2_000

export interface EventClient {
  actor: Actor
  send(text: string): void
  end(): void
}

interface Seat {
  client: EventClient
  since: number
  /** A promise, so that notices which come while it is asked again wait for the answer. */
  visible: Promise<VisibleAssets>
  visibleAt: number
}

export interface EventHub {
  /** Sends a client the notices about what its actor may see, until the returned function is called. */
  join(client: EventClient): Promise<() => void>
  size(): number
  close(): void
}

/** One subscription and one timer for all clients of this node; each notice becomes text once. */
export function eventHub(listener: Listener, pool: Pool): EventHub {
  const seats = new Set<Seat>()
  const look = (actor: Actor) => transaction(pool, (tx) => visibleAssetIds(tx, actor))

  const sees = async (seat: Seat, asset: string): Promise<boolean> => {
    const visible = await seat.visible
    if (visible === 'all') return true
    if (Date.now() - seat.visibleAt > (isVisible(visible, asset) ? YES_MS : NO_MS)) {
      seat.visibleAt = Date.now()
      seat.visible = look(seat.client.actor)
    }
    return isVisible(await seat.visible, asset)
  }

  const tell = async (seat: Seat, notice: Notice, text: string): Promise<void> => {
    const { asset, person } = notice
    if (typeof person === 'string' && seat.client.actor.id !== person) return
    if (typeof asset === 'string' && !(await sees(seat, asset))) return
    seat.client.send(text)
  }
  const unsubscribe = listener.subscribe(
    (notice) => {
      const { topic, ...data } = notice
      if (!TOPICS.some((known) => known === topic)) return
      const text = eventText(topic, data)
      for (const seat of seats) tell(seat, notice, text).catch(() => seat.client.end())
    },
    () => {
      // Notices may be missing: everyone looks again at everything.
      const text = TOPICS.map((topic) => eventText(topic, {})).join('')
      for (const { client } of seats) client.send(text)
    },
  )
  const beat = setInterval(() => {
    for (const { client, since } of seats) {
      if (Date.now() - since > STAY_MS) client.end()
      else client.send(':\n\n')
    }
  }, HEARTBEAT_MS)
  beat.unref()
  return {
    async join(client) {
      const seat = { client, since: Date.now(), visible: look(client.actor), visibleAt: Date.now() }
      await seat.visible
      seats.add(seat)
      return () => seats.delete(seat)
    },
    size: () => seats.size,
    close() {
      clearInterval(beat)
      unsubscribe()
      for (const { client } of seats) client.end()
    },
  }
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
const eventText = (topic: string, data: object): string =>
  `event: ${topic}\ndata: ${JSON.stringify(data)}\n\n`
