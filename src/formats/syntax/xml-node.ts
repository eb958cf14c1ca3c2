/** One XML element as a small tree; names are local names, without their prefix. */
export interface Node {
  name: string
  /** By local name; `xmlns` declarations are left out. */
  attributes: Record<string, string>
  /** The element's own text and CDATA, without that of its children. */
  text: string
  children: Node[]
}

export const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

export const child = (node: Node | undefined, name: string): Node | undefined =>
  node?.children.find((item) => item.name === name)

export const childrenOf = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((item) => item.name === name) ?? []

/** The trimmed text of the child `name`, or of the node itself; undefined where there is none. */
export function textOf(node: Node | undefined, name?: string): string | undefined {
  const text = (name === undefined ? node : child(node, name))?.text.trim()
  return text === '' ? undefined : text
}

/** The element written out again, for an observation's `raw`. */
export function xmlText(node: Node): string {
  const attributes = Object.entries(node.attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`)
  const inside = escapeXml(node.text.trim()) + node.children.map(xmlText).join('')
  const start = `<${node.name}${attributes.join('')}`
  return inside === '' ? `${start}/>` : `${start}>${inside}</${node.name}>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string)
