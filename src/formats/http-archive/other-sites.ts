import type { EstateNode } from '../../model/estate.ts'
import type { Item } from '../contract.ts'

/** Domains under which others register theirs: `co.uk`. */
const SECOND_LEVEL = /^(?:com?|org|net|gov|edu|ac|or|ne|go)\.[a-z]{2}$/

/** The domain that somebody registered: `shop.example` of `api.shop.example`. An address of numbers is itself. */
export function siteOf(host: string): string {
  if (/^[\d.]+$|:|^[^.]+$/.test(host)) return host
  const labels = host.split('.')
  return labels.slice(SECOND_LEVEL.test(labels.slice(-2).join('.')) ? -3 : -2).join('.')
}

const MOST_OTHERS = 500

/** Tells the recorded site from the systems of others that its pages call. The first request decides which site it is. */
export class OtherSites {
  #own: string | undefined
  #host = ''
  readonly #others = new Map<string, number>()

  isOwn(host: string): boolean {
    if (this.#own === undefined) {
      this.#own = siteOf(host)
      this.#host = host
    }
    return siteOf(host) === this.#own
  }

  add(host: string): void {
    if (this.#others.has(host) || this.#others.size < MOST_OTHERS)
      this.#others.set(host, (this.#others.get(host) ?? 0) + 1)
  }

  /** The site with its endpoints and with whom it calls. */
  *items(endpoints: readonly EstateNode[]): Generator<Item> {
    yield* endpoints
    if (this.#own === undefined) return
    const own = { kind: 'service' as const, name: this.#host }
    yield { type: 'asset', kind: 'service', name: this.#host }
    yield { type: 'node', ...own, attributes: { type: 'site', seen: 'traffic' } }
    for (const { kind, name, attributes } of endpoints)
      yield {
        type: 'link',
        from: own,
        kind: 'exposes',
        to: { kind, name },
        evidence: `${attributes?.calls} requests recorded`,
        confidence: 0.95,
      }
    for (const [name, count] of this.#others) {
      const to = { kind: 'third-party' as const, name }
      yield {
        type: 'node',
        ...to,
        attributes: { sort: 'host', evidence: 'recorded traffic', seen: 'traffic' },
      }
      yield {
        type: 'link',
        from: own,
        kind: 'calls',
        to,
        evidence: `${count} requests recorded`,
        confidence: 0.9,
      }
    }
  }
}
