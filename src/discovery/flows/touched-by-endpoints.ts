import type { Endpoint } from '../contract.ts'
import type { Call, FileFlow, FunctionSpan, Touch } from './contract.ts'

/** What an endpoint's code touches, and how sure that is. */
export interface Reached {
  touch: Touch & { file: string }
  /** Functions on the way, by name. */
  by: string[]
  confidence: number
}

/** How far a handler's calls are followed, and how sure each step leaves it. */
const SURENESS = [0.85, 0.7, 0.6, 0.5]
const BY_CLASS = 0.5
/** A class that touches more says nothing about one of its users. */
const MOST_OF_CLASS = 12
const MOST_OF_ENDPOINT = 40
/** Between a route (or a decorator) and the function that answers. */
const LINES_BETWEEN = 6

interface Node {
  name?: string
  file: string
  touches: (Touch & { file: string })[]
  calls: string[]
}

/**
 * What each endpoint touches: in its handler, in functions that the handler calls (found by name where one file alone has it, the same file
 * first), and in classes that it names. Pure; answers in the order of `endpoints`.
 */
export function touchedByEndpoints(endpoints: readonly Endpoint[], flows: readonly FileFlow[]): Reached[][] {
  const nodes = nodesOf(flows)
  const spans = spansOf(flows)
  const named = byName(nodes)
  const classes = byClass(flows)
  const lines = linesOf(endpoints)
  return endpoints.map((endpoint) => {
    const file = endpoint.handler?.file ?? endpoint.file
    const start = startOf(endpoint, spans.get(file) ?? [], lines.get(endpoint.file) ?? [])
    const found = new Map<string, Reached>()
    const keep = (one: Reached): void => {
      const key = `${one.touch.to} ${one.touch.way}`
      const known = found.get(key)
      if (found.size < MOST_OF_ENDPOINT && (!known || known.confidence < one.confidence)) found.set(key, one)
    }
    if (start !== undefined) follow(nodes, named, `${file}\0${start}`, keep)
    for (const used of endpoint.uses ?? [])
      for (const touch of classes.get(used.toLowerCase()) ?? [])
        keep({ touch, by: [used], confidence: BY_CLASS })
    return [...found.values()]
  })
}

function follow(
  nodes: ReadonlyMap<string, Node>,
  named: ReadonlyMap<string, string[]>,
  start: string,
  keep: (one: Reached) => void,
): void {
  const seen = new Set([start])
  let front: { key: string; by: string[] }[] = [{ key: start, by: [] }]
  for (const confidence of SURENESS) {
    const further: typeof front = []
    for (const { key, by } of front) {
      const node = nodes.get(key)
      for (const touch of node?.touches ?? []) keep({ touch, by, confidence })
      for (const name of node?.calls ?? []) {
        const next = meant(nodes, named.get(name) ?? [], node?.file)
        if (!next || seen.has(next)) continue
        seen.add(next)
        further.push({ key: next, by: [...by, name] })
      }
    }
    front = further
  }
}

/** The function of a name that a call means: the one of its own file, else the only one. */
function meant(
  nodes: ReadonlyMap<string, Node>,
  keys: readonly string[],
  file: string | undefined,
): string | undefined {
  return keys.find((key) => nodes.get(key)?.file === file) ?? (keys.length === 1 ? keys[0] : undefined)
}

const isPlaced = (one: FileFlow): one is (Touch | Call) & { file: string } => one.type !== 'driver'

/** Functions with what they themselves and functions inside of them touch and call; key is file and first line. */
function nodesOf(flows: readonly FileFlow[]): Map<string, Node> {
  const nodes = new Map<string, Node>()
  for (const one of flows) {
    if (!isPlaced(one)) continue
    for (const { name, from } of one.functions) {
      const key = `${one.file}\0${from}`
      const node = nodes.get(key) ?? { ...(name ? { name } : {}), file: one.file, touches: [], calls: [] }
      nodes.set(key, node)
      if (one.type === 'touch') node.touches.push(one)
      else if (!node.calls.includes(one.name)) node.calls.push(one.name)
    }
  }
  return nodes
}

function spansOf(flows: readonly FileFlow[]): Map<string, FunctionSpan[]> {
  const spans = new Map<string, Map<number, FunctionSpan>>()
  for (const one of flows)
    if (isPlaced(one))
      for (const span of one.functions) {
        const own = spans.get(one.file) ?? new Map<number, FunctionSpan>()
        spans.set(one.file, own.set(span.from, span))
      }
  return new Map([...spans].map(([file, own]) => [file, [...own.values()].sort((a, b) => a.from - b.from)]))
}

function byName(nodes: ReadonlyMap<string, Node>): Map<string, string[]> {
  const named = new Map<string, string[]>()
  for (const [key, { name }] of nodes) {
    if (!name) continue
    const own = named.get(name)
    if (own) own.push(key)
    else named.set(name, [key])
  }
  return named
}

/** What classes touch, by their name in lower case, as variables that hold one are called too: `usersService`. */
function byClass(flows: readonly FileFlow[]): Map<string, (Touch & { file: string })[]> {
  const classes = new Map<string, (Touch & { file: string })[]>()
  for (const one of flows) {
    if (one.type !== 'touch' || !one.owner) continue
    const key = one.owner.toLowerCase()
    const own = classes.get(key)
    if (own) own.push(one)
    else classes.set(key, [one])
  }
  for (const [key, touches] of classes)
    if (new Set(touches.map(({ to }) => to)).size > MOST_OF_CLASS) classes.delete(key)
  return classes
}

function linesOf(endpoints: readonly Endpoint[]): Map<string, number[]> {
  const lines = new Map<string, number[]>()
  for (const { file, line } of endpoints) lines.set(file, [...(lines.get(file) ?? []), line])
  return lines
}

/** First line of the function that answers: the one that the route or the handler names, or that begins right after the route. */
function startOf(
  endpoint: Endpoint,
  spans: readonly FunctionSpan[],
  others: readonly number[],
): number | undefined {
  const line = endpoint.handler?.line ?? endpoint.line
  const here = spans.findLast(({ from, head }) => from <= line && line <= head)
  if (here) return here.from
  const next = spans.find(({ from }) => from > line && from <= line + LINES_BETWEEN)
  return next && !others.some((one) => one > line && one <= next.from) ? next.from : undefined
}
