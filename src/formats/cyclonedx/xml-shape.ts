import type { Node } from '../syntax/xml.ts'
import { byWord } from '../values/by-word.ts'

/** Elements whose children are a list, whatever the children are called. */
const LISTS = new Set([
  'advisories',
  'affects',
  'components',
  'cwes',
  'endpoints',
  'hashes',
  'licenses',
  'occurrences',
  'properties',
  'ratings',
  'recommendations',
  'references',
  'responses',
  'services',
  'versions',
  'vulnerabilities',
])

/** Where the JSON schema has another name for an element, or for the text of one that carries attributes. */
const NAMES: Record<string, string> = byWord({ responses: 'response' })
const TEXTS: Record<string, string> = byWord({ hash: 'content', property: 'value' })

/** The elements of vulnerabilities by their shapes: those inside a component are quoted by themselves. */
const vulnerabilities = new WeakMap<object, Node>()

/** The element that such a shape was made of; undefined for other values than vulnerabilities. */
export const vulnerabilityNode = (shape: unknown): Node | undefined =>
  typeof shape === 'object' && shape !== null ? vulnerabilities.get(shape) : undefined

/** A CycloneDX XML element in the shape that the JSON schema gives it. Texts stay texts, also where the schema has numbers. */
export function jsonShape(node: Node): unknown {
  if (LISTS.has(node.name)) return node.children.map(jsonMember)
  if (node.name === 'tools' && node.children.every((child) => child.name === 'tool'))
    return node.children.map(jsonShape)
  const text = node.text.trim()
  const attributes = Object.entries(node.attributes)
  if (node.children.length === 0 && attributes.length === 0) return text
  const shape: Record<string, unknown> = Object.create(null)
  if (node.name === 'vulnerability') vulnerabilities.set(shape, node)
  for (const [name, value] of attributes) shape[name] = value
  if (text !== '') shape[TEXTS[node.name] ?? 'text'] = text
  if (node.name === 'dependency') shape.dependsOn = node.children.map((child) => child.attributes.ref)
  else for (const child of node.children) shape[NAMES[child.name] ?? child.name] = jsonShape(child)
  return shape
}

/** Members of `licenses` say by their name what they are; everywhere else the list does. */
const jsonMember = (node: Node): unknown =>
  node.name === 'license' || node.name === 'expression' ? { [node.name]: jsonShape(node) } : jsonShape(node)
