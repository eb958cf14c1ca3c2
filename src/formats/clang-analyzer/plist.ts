import { type Node, textOf } from '../syntax/xml.ts'

/** A property list's dictionary by its keys: each `key` element is followed by its value. */
export function membersOf(dict: Node | undefined): Map<string, Node> {
  const members = new Map<string, Node>()
  let key: string | undefined
  for (const node of dict?.children ?? []) {
    if (node.name === 'key') key = textOf(node)
    else if (key !== undefined) {
      members.set(key, node)
      key = undefined
    }
  }
  return members
}
