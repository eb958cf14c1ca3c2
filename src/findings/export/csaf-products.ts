import type { AffectedPackage, Vex } from './statement.ts'

const ASSET = 'ASSET'

/** The asset, its affected packages, and each package as a part of the asset: what statements are about. */
export function productTree({ asset, product, packages }: Vex) {
  const entries = [...packages].map(([key, one], n) => ({
    key,
    one,
    id: `PACKAGE-${n + 1}`,
    part: `PART-${n + 1}`,
  }))
  const parts = new Map(entries.map(({ key, part }) => [key, part]))
  return {
    tree: {
      full_product_names: [
        {
          product_id: ASSET,
          name: asset.name,
          ...(product.purl && { product_identification_helper: { purl: product.purl } }),
        },
      ],
      branches: entries.map(({ one, id }) => branchOf(one, id)),
      relationships: entries.map(({ one, id, part }) => ({
        category: 'default_component_of',
        product_reference: id,
        relates_to_product_reference: ASSET,
        full_product_name: { product_id: part, name: `${labelOf(one)} in ${asset.name}` },
      })),
    },
    idOf: (key: string): string => parts.get(key) as string,
  }
}

const labelOf = ({ name, version }: AffectedPackage): string => (version ? `${name} ${version}` : name)

function branchOf(one: AffectedPackage, id: string) {
  const product = {
    product_id: id,
    name: labelOf(one),
    product_identification_helper: { purl: one.purl },
  }
  const name = { category: 'product_name', name: one.name }
  return one.version
    ? { ...name, branches: [{ category: 'product_version', name: one.version, product }] }
    : { ...name, product }
}
