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

export function child(node: Node | undefined, name: string): Node | undefined {
  if (node) for (const item of node.children) if (item.name === name) return item
  return undefined
}

export const childrenOf = (node: Node | undefined, name: string): Node[] =>
  node?.children.filter((item) => item.name === name) ?? []

/** The trimmed text of the child `name`, or of the node itself; undefined where there is none. */
export function textOf(node: Node | undefined, name?: string): string | undefined {
  const text = (name === undefined ? node : child(node, name))?.text.trim()
  return text === '' ? undefined : text
}

/** The element written out again, for an observation's `raw`. */
export function xmlText(node: Node): string {
  let out = `<${node.name}`
  for (const name in node.attributes) out += ` ${name}="${escapeXml(node.attributes[name] as string)}"`
  const text = node.text.trim()
  if (text === '' && node.children.length === 0) return `${out}/>`
  out += `>${escapeXml(text)}`
  for (const part of node.children) out += xmlText(part)
  return `${out}</${node.name}>`
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

const SPECIAL = /[&<>"]/

export const escapeXml = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string) : text
