import type { EstateNode } from '../../model/estate.ts'
import type { Problem } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import { collapsing } from './collapse.ts'
import { isStatic, METHODS, type SeenRequest, templateOf } from './request.ts'

interface Seen {
  calls: number
  /** Calls by first digit of the status. */
  classes: Map<string, number>
  first: string
  last: string
  hosts: Set<string>
  shown: Set<string>
  /** Something was there: not every answer was that there is nothing. */
  lives: boolean
  /** An answer asked who is calling. */
  asks: boolean
}

/** Distinct operations that are kept while reading: concrete paths collapse only at the end. */
const MOST_SEEN = 50_000
const MOST_ENDPOINTS = 5_000
const MOST_HOSTS = 20
const MOST_LATELY = 20_000

/** Counts requests by endpoint. What it holds is bounded, whatever the length of the log. */
export class TrafficTally {
  readonly #seen = new Map<string, Seen>()
  /** Templates of paths that came lately: logs say the same ones over and over. */
  readonly #templates = new Map<string, string>()
  #beyond = 0
  #files = 0
  #asked = 0
  readonly #mostSeen: number

  constructor(mostSeen = MOST_SEEN) {
    this.#mostSeen = mostSeen
  }

  add({ method, path, host, status, at, shown }: SeenRequest): void {
    if (isStatic(path)) this.#files++
    else if (!METHODS.has(method) || method === 'OPTIONS' || method === 'CONNECT' || method === 'TRACE')
      this.#asked++
    else {
      const key = `${method} ${this.#templateOf(path)}`
      const one = this.#seen.get(key) ?? this.#begin(key)
      if (!one) return
      one.calls++
      const kind = status ? `${Math.floor(status / 100)}xx` : 'unknown'
      one.classes.set(kind, (one.classes.get(kind) ?? 0) + 1)
      one.lives ||= status === undefined || ![400, 404, 405, 410, 501].includes(status)
      one.asks ||= status === 401
      if (at && (one.first === '' || at < one.first)) one.first = at
      if (at && at > one.last) one.last = at
      if (host && one.hosts.size < MOST_HOSTS) one.hosts.add(host)
      for (const word of shown ?? []) one.shown.add(word)
    }
  }

  #templateOf(path: string): string {
    const bare = /^[^?#]*/.exec(path)?.[0] ?? ''
    const known = this.#templates.get(bare)
    if (known !== undefined) return known
    const template = templateOf(bare)
    if (this.#templates.size >= MOST_LATELY) this.#templates.clear()
    this.#templates.set(bare, template)
    return template
  }

  #begin(key: string): Seen | undefined {
    if (this.#seen.size >= this.#mostSeen) {
      this.#beyond++
      return undefined
    }
    const one: Seen = {
      calls: 0,
      classes: new Map(),
      first: '',
      last: '',
      hosts: new Set(),
      shown: new Set(),
      lives: false,
      asks: false,
    }
    this.#seen.set(key, one)
    return one
  }

  /** The endpoints that live, most called first, and what was left out. */
  result(): { endpoints: EstateNode[]; problems: Problem[] } {
    const become = collapsing(this.#seen.keys())
    const merged = new Map<string, Seen>()
    for (const [key, one] of this.#seen) {
      const operation = become(key)
      const known = merged.get(operation)
      merged.set(operation, known ? together(known, one) : one)
    }
    const living = [...merged].filter(([, one]) => one.lives)
    living.sort((a, b) => b[1].calls - a[1].calls || (a[0] < b[0] ? -1 : 1))
    const kept = living.slice(0, MOST_ENDPOINTS)
    const dead = merged.size - living.length
    const problems = [
      [this.#files, 'requests for files of pages are no calls of endpoints and are left out'],
      [this.#asked, 'requests with methods that call nothing (OPTIONS, CONNECT, …) are left out'],
      [dead, 'paths that always answered that there is nothing are left out'],
    ] as const
    const beyond = this.#beyond + living.length - kept.length
    return {
      endpoints: kept.map(([operation, one]) => nodeOf(operation, one)),
      problems: [
        ...problems.filter(([count]) => count > 0).map(([count, words]) => problem('', `${count} ${words}`)),
        ...(beyond > 0
          ? [
              loss(
                '',
                `${beyond} requests and endpoints are beyond what is kept of one report and are left out`,
              ),
            ]
          : []),
      ],
    }
  }
}

function together(a: Seen, b: Seen): Seen {
  const classes = new Map(a.classes)
  for (const [kind, count] of b.classes) classes.set(kind, (classes.get(kind) ?? 0) + count)
  return {
    calls: a.calls + b.calls,
    classes,
    first: a.first === '' || (b.first !== '' && b.first < a.first) ? b.first : a.first,
    last: b.last > a.last ? b.last : a.last,
    hosts: new Set([...a.hosts, ...b.hosts].slice(0, MOST_HOSTS)),
    shown: new Set([...a.shown, ...b.shown]),
    lives: a.lives || b.lives,
    asks: a.asks || b.asks,
  }
}

function nodeOf(operation: string, one: Seen): EstateNode {
  const space = operation.indexOf(' ')
  const shown = [...one.shown].sort()
  const said = {
    method: operation.slice(0, space),
    path: operation.slice(space + 1),
    protocol: 'http',
    sources: 'traffic',
    calls: String(one.calls),
    statuses: [...one.classes]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, count]) => `${kind} ${count}`)
      .join(', '),
    firstSeen: one.first,
    lastSeen: one.last,
    hosts: [...one.hosts].sort().join(', '),
    authentication: [...shown, ...(one.asks ? ['answers 401'] : [])].join(', '),
  }
  return {
    type: 'node',
    kind: 'endpoint',
    name: operation,
    // That nobody showed anything proves nothing: logs and recordings leave it out.
    ...(shown.length > 0 || one.asks ? { authenticated: true } : {}),
    attributes: Object.fromEntries(Object.entries(said).filter(([, value]) => value !== '')),
  }
}
