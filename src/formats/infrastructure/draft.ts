import type { Exposure } from '../../model/application.ts'
import type { Infrastructure, Link } from '../../model/infrastructure.ts'

const RANK: Record<Exposure, number> = { isolated: 0, internal: 1, partner: 2, internet: 3 }

export const isWider = (a: Exposure, b: Exposure | undefined): boolean => b === undefined || RANK[a] > RANK[b]

/** End of a link that an item is. */
export const endOf = (item: { kind: string; name: string }): string => `${item.kind}:${item.name}`

/** Items and links as they are found: the same thing said twice is one, with everything that was said of it. */
export class Draft {
  readonly #items = new Map<string, Infrastructure>()
  readonly #links = new Map<string, Link>()

  /** Adds an item, or what is new about a known one; its first place stays. Gives the item that is kept. */
  item(item: Infrastructure): Infrastructure {
    const end = endOf(item)
    const known = this.#items.get(end)
    if (!known) {
      this.#items.set(end, item)
      return item
    }
    for (const [key, value] of Object.entries(item.attributes)) {
      const own = known.attributes[key]
      if (own === undefined) known.attributes[key] = value
      else if ((key === 'overlay' || key === 'chart') && !own.split(', ').includes(value))
        known.attributes[key] = `${own}, ${value}`
    }
    if (item.file !== known.file) {
      const also = known.attributes.also?.split(', ') ?? []
      if (!also.includes(item.file) && also.length < 20)
        known.attributes.also = [...also, item.file].join(', ')
    }
    if (item.exposure) this.expose(end, item.exposure, item.exposedBy ?? '')
    return known
  }

  /** Says that an item can be reached by these, if that is more than is known. */
  expose(end: string, exposure: Exposure, by: string): void {
    const item = this.#items.get(end)
    if (!item || !isWider(exposure, item.exposure)) return
    item.exposure = exposure
    if (by) item.exposedBy = by
  }

  /** Sets what an item's exposure ends up as, though more was said before. */
  narrow(end: string, exposure: Exposure, by: string): void {
    const item = this.#items.get(end)
    if (!item) return
    item.exposure = exposure
    item.exposedBy = by
  }

  link(from: string, kind: Link['kind'], to: string, evidence: string, confidence: number): void {
    if (from === to) return
    const key = `${from}\n${kind}\n${to}`
    const known = this.#links.get(key)
    if (!known || known.confidence < confidence)
      this.#links.set(key, { from, kind, to, evidence, confidence: Math.round(confidence * 100) / 100 })
  }

  find(end: string): Infrastructure | undefined {
    return this.#items.get(end)
  }

  get items(): Infrastructure[] {
    return [...this.#items.values()]
  }

  get links(): Link[] {
    return [...this.#links.values()]
  }
}
