import type { Input, Problem, ReadContext } from '../contract.ts'
import { wholeJson } from '../syntax/json.ts'
import { eachNode, type Node } from '../syntax/xml.ts'
import { isObject } from '../values/fields.ts'
import { textsAt } from './json-lookup.ts'
import type { Path } from './path.ts'
import type { Plan } from './plan.ts'
import { nodeTextsAt } from './xml-lookup.ts'

/** What stands around the elements of a document. */
export interface Frame {
  lookup(names: readonly string[]): string[]
  problems: Problem[]
  /** Whether the places that hold elements are there, if only empty: a file without them must not read as "no findings". */
  holdsElements: boolean
}

export const NO_FRAME: Frame = { lookup: () => [], problems: [], holdsElements: true }

/** Reads a document once without its elements. CSV and NDJSON have nothing else. */
export async function readFrame(plan: Plan, input: Input, context: ReadContext): Promise<Frame> {
  if (plan.syntax === 'json') return jsonFrame(plan, input, context)
  return plan.syntax === 'xml' ? xmlFrame(plan, input, context) : NO_FRAME
}

async function jsonFrame({ elements, names }: Plan, input: Input, context: ReadContext): Promise<Frame> {
  const { value, problems } = await wholeJson(input, context, elements)
  return {
    lookup: (at) => textsAt(value, at),
    problems,
    holdsElements: names.some((pattern) => holds(value, pattern)),
  }
}

/** Some tools write null for an empty list. */
function holds(value: unknown, [name, ...rest]: readonly string[]): boolean {
  if (name !== '*')
    return name !== undefined && isObject(value) && Object.hasOwn(value, name) && holds(value[name], rest)
  if (value === null) return true
  if (!Array.isArray(value) && !isObject(value)) return false
  const members = Object.values(value)
  return members.length === 0 || rest.length === 0 || members.some((member) => holds(member, rest))
}

const MOST_NODES = 100

async function xmlFrame(plan: Plan, input: Input, context: ReadContext): Promise<Frame> {
  const holders = plan.names.map((names) => `/${[...names.slice(0, -1), '@'].join('/')}`)
  const wanted = new Map(requests(plan.documentPaths).map((names) => [`/${names.join('/')}`, names]))
  const kept: { names: string[]; node: Node }[] = []
  let holdsElements = false
  for await (const slice of eachNode(input, context, [...new Set([...wanted.keys(), ...holders])])) {
    if (slice.type === 'problem') continue
    holdsElements ||= holders.includes(slice.path)
    const names = wanted.get(slice.path)
    if (names && kept.length < MOST_NODES)
      kept.push({ names: names.at(-1) === '@' ? names.slice(0, -1) : names, node: slice.node })
  }
  return {
    problems: [],
    holdsElements,
    lookup: (at) =>
      kept
        .filter(({ names }) => names.every((name, index) => name === at[index]))
        .flatMap(({ names, node }) => nodeTextsAt(node, at.slice(names.length))),
  }
}

/** What to ask a document for: start tags for attributes, whole elements for texts; nothing within what is asked for anyway. */
function requests(paths: Path[]): string[][] {
  const all = paths.map(({ names }) => {
    const last = names.at(-1) as string
    return last.startsWith('@') ? [...names.slice(0, -1), '@'] : last === '.' ? names.slice(0, -1) : names
  })
  return all.filter(
    (names) =>
      !all.some((other) => other.length < names.length && other.every((name, i) => name === names[i])),
  )
}
