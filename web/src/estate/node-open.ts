/** The thing that a page has open in its side panel, as its parameter `open` says it: an id is of one asset's estate. */
export interface OpenNode {
  asset: string
  node: string
}

/** Value of `open` for a thing. */
export const openOf = ({ asset, node }: OpenNode): string => `${asset}_${node}`

/** The other way round; undefined when nothing is open or the address is damaged. */
export function openNode(open: string | undefined): OpenNode | undefined {
  const [asset, node, ...rest] = open?.split('_') ?? []
  return asset && node && rest.length === 0 ? { asset, node } : undefined
}
