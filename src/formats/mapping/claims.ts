import type { AssetClaim } from '../../model/asset.ts'
import type { Found } from './elements.ts'
import type { Plan } from './plan.ts'

/** Asset claims are the same for many elements; past so many different ones a repeated claim does no harm. */
const MOST_KNOWN = 10_000

/** The assets that a report's elements speak of, each once. */
export class Claims {
  readonly #known = new Set<string>()

  newIn({ assets }: Plan, { lookup }: Found): AssetClaim[] {
    return assets.flatMap(({ kind, name, attributes }) => {
      const [named] = name.of(lookup)
      if (named === undefined || this.#knows(`${kind} ${named}`)) return []
      const said = attributes.flatMap(([key, value]) => {
        const [text] = value.of(lookup)
        return text === undefined ? [] : [[key, text] as const]
      })
      return {
        type: 'asset',
        kind,
        name: named,
        ...(said.length > 0 && { attributes: Object.fromEntries(said) }),
      }
    })
  }

  #knows(key: string): boolean {
    if (this.#known.has(key)) return true
    if (this.#known.size < MOST_KNOWN) this.#known.add(key)
    return false
  }
}
