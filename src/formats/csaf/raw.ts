import type { Element } from '../syntax/json.ts'
import { asTexts, isObject, type Json } from '../values/fields.ts'
import { isAbout } from './part.ts'
import type { ProductTree } from './product-tree.ts'

/** Below this the element is small enough to be kept with each of its products. */
const SMALL = 4096

const SCOPED = ['scores', 'metrics', 'remediations', 'threats', 'flags', 'first_known_exploitation_dates']

/** The vulnerability as far as it is about one product: an advisory about a distribution lists thousands. */
export function rawOf({ value, text }: Element, id: string | undefined, tree: ProductTree): string {
  if (id === undefined || text.length <= SMALL) return text
  const part: Json = { ...(value as Json) }
  for (const name of SCOPED)
    if (Array.isArray(part[name]))
      part[name] = part[name].filter((item) => concerns(item, id, tree)).map(narrow)
  if (isObject(part.product_status))
    part.product_status = Object.fromEntries(
      Object.entries(part.product_status)
        .filter(([, ids]) => asTexts(ids).includes(id))
        .map(([status]) => [status, [id]]),
    )
  return JSON.stringify(part)

  function narrow(item: Json): Json {
    const own = (list: unknown) =>
      Array.isArray(list) ? { list: list.filter((entry) => entry === id) } : undefined
    const [ids, products] = [own(item.product_ids), own(item.products)]
    return { ...item, ...(ids && { product_ids: ids.list }), ...(products && { products: products.list }) }
  }
}

function concerns(item: unknown, id: string, tree: ProductTree): item is Json {
  if (!isObject(item)) return false
  const scope = {
    product_ids: asTexts(item.product_ids),
    group_ids: asTexts(item.group_ids),
    products: asTexts(item.products),
  }
  return isAbout(scope, id, tree)
}
