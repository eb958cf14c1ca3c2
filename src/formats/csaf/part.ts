import type { ProductTree } from './product-tree.ts'
import type { Vulnerability } from './vulnerability.ts'

interface Scoped {
  product_ids: string[]
  group_ids: string[]
  products: string[]
}

/** Whether a statement is about a product; one that names none is about all. */
export function isAbout(
  { product_ids, group_ids, products }: Scoped,
  id: string,
  tree: ProductTree,
): boolean {
  const named = [...product_ids, ...products]
  if (named.length === 0 && group_ids.length === 0) return true
  return named.includes(id) || group_ids.some((group) => tree.group(group).includes(id))
}

/** What a vulnerability says of one product; all of it where there is none. */
export function partOf(whole: Vulnerability, id: string | undefined, tree: ProductTree): Vulnerability {
  if (id === undefined) return whole
  const mine = <T extends Scoped>(list: T[]): T[] => list.filter((item) => isAbout(item, id, tree))
  return {
    ...whole,
    scores: mine(whole.scores),
    metrics: mine(whole.metrics),
    remediations: mine(whole.remediations),
    threats: mine(whole.threats),
    flags: mine(whole.flags),
    first_known_exploitation_dates: mine(whole.first_known_exploitation_dates),
  }
}
