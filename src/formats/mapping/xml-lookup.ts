import type { Node } from '../syntax/xml.ts'
import { ownIn } from '../values/fields.ts'

const MOST_VALUES = 1000

export interface Child {
  node: Node
  /** Place from where the looking began: `/findings[1]/finding[3]`. */
  place: string
}

/** The elements at `names` below a node; `*` = any child. */
export function childrenAt(node: Node, names: readonly string[], most = Number.POSITIVE_INFINITY): Child[] {
  let found: Child[] = [{ node, place: '' }]
  for (const name of names) found = found.slice(0, most).flatMap((child) => inside(child, name))
  return found.slice(0, most)
}

function inside({ node, place }: Child, name: string): Child[] {
  const counts = new Map<string, number>()
  return node.children.flatMap((child) => {
    const count = (counts.get(child.name) ?? 0) + 1
    counts.set(child.name, count)
    return name === '*' || child.name === name
      ? [{ node: child, place: `${place}/${child.name}[${count}]` }]
      : []
  })
}

/** The texts at `names` below a node: of elements, or of an attribute (`@name`) or the node itself (`.`) at the end. */
export function nodeTextsAt(node: Node, names: readonly string[]): string[] {
  const last = names.at(-1) ?? '.'
  const own = last === '.' || last.startsWith('@')
  const holders = childrenAt(node, own ? names.slice(0, -1) : names, MOST_VALUES)
  return holders
    .map(({ node: holder }) => (last.startsWith('@') ? attribute(holder, last.slice(1)) : textIn(holder)))
    .filter((text) => text.trim() !== '')
}

const attribute = (node: Node, name: string): string => String(ownIn(node.attributes, name) ?? '')

/** An element's own text; where it has none, that of everything in it: prose with markup. */
function textIn(node: Node): string {
  const own = node.text.trim()
  return own !== '' ? own : node.children.map(textIn).filter(Boolean).join('\n')
}
