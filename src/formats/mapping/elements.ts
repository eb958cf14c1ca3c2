import type { Input, Problem, ReadContext } from '../contract.ts'
import { eachRow } from '../syntax/csv.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { eachNode, type Node, type NodeSlice, xmlText } from '../syntax/xml.ts'
import { ownIn } from '../values/fields.ts'
import type { Frame } from './frame.ts'
import { membersAt, textsAt } from './json-lookup.ts'
import type { Path } from './path.ts'
import type { Plan } from './plan.ts'
import type { Lookup } from './value.ts'
import { childrenAt, nodeTextsAt } from './xml-lookup.ts'

/** One result of a report, whatever its syntax. */
export interface Found {
  type: 'found'
  where: string
  text: string
  lookup: Lookup
}

/** Elements that were met, and how many of them have the list that `each` names. */
export interface Seen {
  elements: number
  withList: number
}

/** The elements of a report where the mapping says that they are; with `each`, what is inside of them. */
export function elementsOf(
  plan: Plan,
  frame: Frame,
  input: Input,
  context: ReadContext,
  seen: Seen,
): AsyncGenerator<Found | Problem> {
  if (plan.syntax === 'csv') return rows(input, context, seen)
  if (plan.syntax === 'xml') return nodes(plan, frame, eachNode(input, context, plan.elements), seen)
  const elements =
    plan.syntax === 'json' ? eachElement(input, context, plan.elements) : eachRecord(input, context)
  return members(plan, frame, elements, seen)
}

async function* rows(input: Input, context: ReadContext, seen: Seen): AsyncGenerator<Found | Problem> {
  for await (const entry of eachRow(input, context)) {
    if (entry.type === 'problem') yield entry
    else {
      seen.elements++
      seen.withList++
      const { row, where, text } = entry
      yield { type: 'found', where, text, lookup: ({ names: [column = ''] }) => said(ownIn(row, column)) }
    }
  }
}

const said = (cell: unknown): string[] =>
  typeof cell === 'string' && cell.trim() !== '' ? [cell.trim()] : []

async function* members(
  { each }: Plan,
  frame: Frame,
  elements: AsyncIterable<Element | Problem>,
  seen: Seen,
): AsyncGenerator<Found | Problem> {
  for await (const element of elements) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    seen.elements++
    if (!each || membersAt(element.value, holderOf(each), 1).length > 0) seen.withList++
    if (!each) yield member(element, element.value, element.value, frame)
    else
      for (const { value, pointer } of membersAt(element.value, each.names)) {
        const inner = { where: element.where + pointer, text: JSON.stringify(value) }
        yield member(inner, value, element.value, frame)
      }
  }
}

/** What holds the list: an empty one is a list too. */
const holderOf = ({ names }: Path): string[] => (names.at(-1) === '*' ? names.slice(0, -1) : names)

function member(
  { where, text }: { where: string; text: string },
  value: unknown,
  holder: unknown,
  frame: Frame,
): Found {
  const lookup: Lookup = ({ from, names }) => {
    if (from === 'document') return frame.lookup(names)
    if (from === 'key') return [keyIn(where)]
    return textsAt(from === 'holder' ? holder : value, names)
  }
  return { type: 'found', where, text, lookup }
}

const keyIn = (pointer: string): string =>
  pointer
    .slice(pointer.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~')

async function* nodes(
  { each }: Plan,
  frame: Frame,
  elements: AsyncIterable<NodeSlice | Problem>,
  seen: Seen,
): AsyncGenerator<Found | Problem> {
  for await (const slice of elements) {
    if (slice.type === 'problem') {
      yield slice
      continue
    }
    seen.elements++
    if (!each || childrenAt(slice.node, each.names.slice(0, -1), 1).length > 0) seen.withList++
    if (!each) yield nodeFound(slice.where, slice.node, slice.node, frame)
    else
      for (const { node, place } of childrenAt(slice.node, each.names))
        yield nodeFound(slice.where + place, node, slice.node, frame)
  }
}

function nodeFound(where: string, node: Node, holder: Node, frame: Frame): Found {
  const lookup: Lookup = ({ from, names }) =>
    from === 'document' ? frame.lookup(names) : nodeTextsAt(from === 'holder' ? holder : node, names)
  return { type: 'found', where, text: xmlText(node), lookup }
}
