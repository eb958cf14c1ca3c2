import { escapeSegment } from '../../syntax/json-paths.ts'
import type { Node } from '../../syntax/xml.ts'
import { isObject, type Json } from '../../values/fields.ts'

/** A place of a sample that may hold its results. */
export interface Candidate {
  elements: string
  each?: string
  /** How many there are in the sample. */
  count: number
}

const MOST = { depth: 7, keys: 200, candidates: 40 }

/** Lists of objects in a JSON value, and objects whose members look alike. */
export function jsonCandidates(root: unknown): Candidate[] {
  const found: Candidate[] = []
  const visit = (values: unknown[], names: string[]): void => {
    if (names.length > MOST.depth || found.length >= MOST.candidates) return
    const members = values.filter(Array.isArray).flat().filter(isObject)
    if (members.length > 0) {
      found.push({ ...splitAtLists([...names, '*']), count: members.length })
      visit(members, [...names, '*'])
    }
    const objects = values.filter(isObject)
    const alike = objects.flatMap((object) => (looksLikeMap(object) ? Object.values(object) : []))
    if (alike.length > 0) {
      found.push({ ...splitAtLists([...names, '*']), count: alike.length })
      visit(alike, [...names, '*'])
      return
    }
    const keys = new Set(objects.flatMap((object) => Object.keys(object).slice(0, MOST.keys)))
    for (const key of [...keys].filter(isName).slice(0, MOST.keys))
      visit(
        objects.flatMap((object) => (Object.hasOwn(object, key) ? [object[key]] : [])),
        [...names, escapeSegment(key)],
      )
  }
  visit([root], [])
  return found
}

/** What a path can name. */
const isName = (key: string): boolean => key !== '' && key !== '..'

/** Results by their ids: three members or more, all of them objects with the same first names. */
function looksLikeMap(object: Json): boolean {
  const members = Object.values(object)
  const shape = (member: unknown) => (isObject(member) ? Object.keys(member).slice(0, 3).join() : undefined)
  const first = shape(members[0])
  return members.length > 2 && Boolean(first) && members.every((member) => shape(member) === first)
}

/** A list within a list: the outer one holds the elements, and each of them the findings. */
function splitAtLists(names: string[]): Omit<Candidate, 'count'> {
  const outer = names.slice(0, -1).lastIndexOf('*')
  if (outer < 0) return { elements: `/${names.join('/')}` }
  return { elements: `/${names.slice(0, outer + 1).join('/')}`, each: names.slice(outer + 1).join('/') }
}

/** Elements of an XML document that have attributes or children, by their path. */
export function xmlCandidates(root: Node): Candidate[] {
  const found: Candidate[] = []
  const visit = (nodes: Node[], names: string[], repeated: number): void => {
    if (names.length > MOST.depth || found.length >= MOST.candidates) return
    const children = Map.groupBy(
      nodes.flatMap((node) => node.children),
      (child) => child.name,
    )
    for (const [name, same] of children) {
      const path = [...names, name]
      const rich = same.some((node) => node.children.length + Object.keys(node.attributes).length > 0)
      if (rich) {
        const split = repeated > 0 ? path.slice(repeated) : []
        found.push({
          elements: `/${path.slice(0, path.length - split.length).join('/')}`,
          ...(split.length > 0 && { each: split.join('/') }),
          count: same.length,
        })
      }
      visit(same, path, same.length > 1 && nodes.length < same.length ? path.length : repeated)
    }
  }
  visit([root], [root.name], 0)
  return found
}
