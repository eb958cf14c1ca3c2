import type { AssetClaim } from '../../model/asset.ts'
import type { Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { asObject, asObjects, asText, asTexts, type Json } from '../values/fields.ts'
import { imageClaim } from '../values/image-reference.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'

export interface Product {
  name: string
  version?: string
  /** Where the tree names a range instead of a version. */
  range?: string
  purl?: string
  cpe?: string
  /** Package URL type, where the name is that of a system's package and there is no package URL. */
  packageType?: string
  /** What it is a part of or installed on. */
  within?: Product
}

/** Names of the branches that lead to a product, the outermost first, by their category. */
type Way = { category: string; name: string }[]

/** The products of an advisory by their ids (3.2.3): what vulnerabilities refer to. */
export class ProductTree {
  readonly #products = new Map<string, Product>()
  readonly #groups = new Map<string, string[]>()
  readonly problems: Problem[] = []

  constructor(given: unknown) {
    const tree = asObject(given)
    this.#addBranches(tree?.branches)
    for (const product of asObjects(tree?.full_product_names)) this.#add(product, [])
    for (const [index, relationship] of asObjects(tree?.relationships).entries())
      this.#relate(relationship, `/product_tree/relationships/${index}`)
    for (const group of asObjects(tree?.product_groups)) {
      const id = asText(group.group_id)
      if (id !== undefined) this.#groups.set(id, asTexts(group.product_ids))
    }
  }

  find(id: string): Product | undefined {
    return this.#products.get(id)
  }

  all(): IterableIterator<Product> {
    return this.#products.values()
  }

  /** The ids of products of a group. */
  group(id: string): string[] {
    return this.#groups.get(id) ?? []
  }

  /** Trees are as deep as the report likes. */
  #addBranches(given: unknown): void {
    const stack = asObjects(given).map((branch) => ({ branch, way: [] as Way }))
    for (let item = stack.pop(); item; item = stack.pop()) {
      const { branch } = item
      const name = asText(branch.name)
      const way = name === undefined ? item.way : [...item.way, { category: String(branch.category), name }]
      const product = asObject(branch.product)
      if (product) this.#add(product, way)
      for (const inner of asObjects(branch.branches)) stack.push({ branch: inner, way })
    }
  }

  #add(given: Json, way: Way): void {
    const id = asText(given.product_id)
    if (id === undefined)
      this.problems.push(problem('/product_tree', 'a product has no id: nothing can refer to it'))
    else this.#products.set(id, productOf(given, way))
  }

  #relate(relationship: Json, where: string): void {
    const id = asText(asObject(relationship.full_product_name)?.product_id)
    const part = this.#products.get(String(relationship.product_reference))
    const within = this.#products.get(String(relationship.relates_to_product_reference))
    if (id !== undefined && part && within) {
      const own = productOf(relationship.full_product_name as Json, [])
      this.#products.set(id, { ...part, ...(own.purl && { purl: own.purl }), within })
    } else this.problems.push(problem(where, 'it refers to products that are not in the tree before it'))
  }
}

function productOf(given: Json, way: Way): Product {
  const helper = asObject(given.product_identification_helper)
  // 2.1 has a list of package URLs.
  const purl = keptPurl(helper?.purl) ?? keptPurl(asTexts(helper?.purls)[0])
  const cpe = asText(helper?.cpe)
  const known = packageOfPurl(purl)
  const last = (category: string) => way.findLast((step) => step.category === category)?.name
  const rpm = known ? undefined : rpmIn(asText(given.name))
  const version = known?.version ?? rpm?.version ?? last('product_version')
  const range = last('product_version_range')
  return {
    name: known?.name ?? rpm?.name ?? last('product_name') ?? asText(given.name) ?? String(given.product_id),
    ...(version && { version }),
    ...(range && { range }),
    ...(purl && { purl }),
    ...(cpe && { cpe }),
    ...(rpm && { packageType: 'pkg:rpm/' }),
  }
}

/** `hivex-0:1.3.15-7.el8.x86_64`: name, epoch, version, release and architecture, as Red Hat names packages. */
function rpmIn(text: string | undefined): { name: string; version: string } | undefined {
  const [, name, version] =
    /^(.+)-(\d+:[^-\s]+-[^-\s]+)\.(?:noarch|src|x86_64|aarch64|ppc64le|ppc64|s390x|i[36]86)$/.exec(
      text ?? '',
    ) ?? []
  return name && version ? { name, version } : undefined
}

/** The claim that the advisory speaks of an image (`pkg:oci/…`). */
export function imageOf({ purl, name, version }: Product): AssetClaim | undefined {
  if (!purl?.startsWith('pkg:oci/')) return undefined
  const qualifiers = new URLSearchParams(purl.split('?')[1] ?? '')
  return imageClaim(qualifiers.get('repository_url') || name, {
    digest: version,
    tag: qualifiers.get('tag') ?? undefined,
  })
}
