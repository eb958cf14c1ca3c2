import type { Tx } from '../../platform/database.ts'

/** A release cycle of a product, as endoflife.date has it. */
export interface ProductCycle {
  product: string
  cycle: string
  /** A day; `true` or `false` where the source only says whether. */
  eol: string | null
  /** Newest version of the cycle. */
  latest: string | null
  /** Package URLs without version that belong to the product. */
  purls: string[]
}

/** The cycles of the product that some components belong to, the newest first; empty for what endoflife.date does not know. */
export async function productCycles(
  tx: Tx,
  components: readonly { purl: string | null }[],
): Promise<ProductCycle[]> {
  const purls = [...new Set(components.flatMap(({ purl }) => (purl ? withoutVersion(purl) : [])))]
  const { rows } = await tx.query<ProductCycle>(
    `select product, cycle, eol, latest, purls from product_cycle where purls && $1::text[]
     order by product, released desc nulls last, cycle desc`,
    [purls],
  )
  return rows
}

/** `20` holds `20` and `20.11.1`, not `200`; of several the longest. */
export function cycleOf(cycles: readonly ProductCycle[], version: string): ProductCycle | null {
  const holding = cycles.filter(({ cycle }) => version === cycle || version.startsWith(`${cycle}.`))
  return holding.toSorted((a, b) => b.cycle.length - a.cycle.length)[0] ?? null
}

/** The newest version of the newest cycle. */
export const newestOf = (cycles: readonly ProductCycle[]): string | null => cycles[0]?.latest ?? null

const withoutVersion = (purl: string): string => purl.replace(/@[^@/]*$/, '')
