import type { Limits } from '../../contract.ts'
import { inputOf } from '../../input.ts'
import { outlineOf } from '../../outline.ts'
import { sampleOf } from '../../sample.ts'
import { eachRow } from '../../syntax/csv.ts'
import { eachRecord } from '../../syntax/ndjson.ts'
import { eachNode, type Node } from '../../syntax/xml.ts'
import { UnreadableReport } from '../../unreadable.ts'
import { membersAt } from '../json-lookup.ts'
import { parsePath } from '../path.ts'
import type { Syntax } from '../schema.ts'
import { childrenAt } from '../xml-lookup.ts'
import { type Candidate, jsonCandidates, xmlCandidates } from './candidates.ts'
import { mendXml } from './mend-xml.ts'
import { type SeenPath, SeenPaths } from './seen-paths.ts'

/** How many elements of a sample are looked at. */
const MOST_ELEMENTS = 200
const OUTLINE = { items: MOST_ELEMENTS, characters: 4096, depth: 24 }

/** What a sample has: where its results may be, and what stands in each of these places. */
export interface SampleElements {
  syntax: Syntax
  candidates: Candidate[]
  /** Paths of the elements at a place, and of what surrounds them; the first are the elements' own. */
  pathsAt(place: Omit<Candidate, 'count'>): { paths: SeenPath[]; elements: number }
  /** Names that tell this report from others: of the document, a record, the columns, the root. */
  marks: SeenPath[]
  root?: string
}

/** Throws UnreadableReport for what is none of the four syntaxes. */
export async function sampleElements(text: string, limits: Limits): Promise<SampleElements> {
  const input = inputOf(text)
  const { syntax } = await sampleOf(input)
  const context = { limits }
  if (syntax === 'json') return jsonElements(outlineOf(text, OUTLINE))
  if (syntax === 'ndjson') {
    const records: unknown[] = []
    for await (const record of eachRecord(input, context)) {
      if (record.type === 'element') records.push(record.value)
      if (records.length === MOST_ELEMENTS) break
    }
    return flat('ndjson', records.length, (seen) => {
      for (const record of records) seen.addJson(record)
    })
  }
  if (syntax === 'csv') {
    const rows: Record<string, string>[] = []
    for await (const row of eachRow(input, context)) {
      if (row.type === 'row') rows.push(row.row)
      if (rows.length === MOST_ELEMENTS) break
    }
    return flat('csv', rows.length, (seen) => {
      for (const row of rows) seen.addRow(row)
    })
  }
  if (syntax === 'xml')
    for await (const slice of eachNode(inputOf(mendXml(text)), context, ['/*']))
      if (slice.type === 'node') return xmlElements(slice.node)
  throw new UnreadableReport(
    'unknown_format',
    'This is neither JSON, NDJSON, CSV with a header row, nor XML: export it as one of these.',
  )
}

function flat(syntax: 'ndjson' | 'csv', elements: number, fill: (seen: SeenPaths) => void): SampleElements {
  const seen = new SeenPaths()
  fill(seen)
  const paths = seen.list()
  return { syntax, candidates: [], marks: paths, pathsAt: () => ({ paths, elements }) }
}

function jsonElements(value: unknown): SampleElements {
  const top = new SeenPaths()
  top.addJson(value)
  return {
    syntax: 'json',
    candidates: jsonCandidates(value),
    marks: top.list().map((seen) => ({ ...seen, path: `/${seen.path}` })),
    pathsAt({ elements, each }) {
      const outer = membersAt(value, parsePath(elements, 'json').names, MOST_ELEMENTS)
      const inner = each === undefined ? [] : parsePath(each, 'json').names
      const found = outer.flatMap((member) => membersAt(member.value, inner, MOST_ELEMENTS))
      const own = collect(found.slice(0, MOST_ELEMENTS), (seen, member) => seen.addJson(member.value))
      const holders = each === undefined ? [] : collect(outer, (seen, member) => seen.addJson(member.value))
      const around = top.list().map((seen) => ({ ...seen, path: `/${seen.path}` }))
      return {
        elements: found.length,
        paths: [
          ...own,
          ...prefixed(holders, '../', each),
          ...around.filter(({ path }) => !isInside(path, elements)),
        ],
      }
    },
  }
}

function xmlElements(root: Node): SampleElements {
  const shell: Node = { name: '', attributes: {}, text: '', children: [root] }
  return {
    syntax: 'xml',
    root: root.name,
    candidates: xmlCandidates(root),
    marks: Object.entries(root.attributes).map(([name, value]) => ({
      path: `@${name}`,
      elements: 1,
      values: [value],
      more: false,
      several: false,
    })),
    pathsAt({ elements, each }) {
      const names = parsePath(elements, 'xml').names
      const outer = childrenAt(shell, names, MOST_ELEMENTS)
      const inner = each === undefined ? [] : parsePath(each, 'xml').names
      const found = outer.flatMap(({ node }) => childrenAt(node, inner, MOST_ELEMENTS))
      const own = collect(found.slice(0, MOST_ELEMENTS), (seen, { node }) => seen.addNode(node))
      const holders =
        each === undefined ? [] : collect(outer, (seen, { node }) => seen.addNode(node, inner[0]))
      const around = collect([shell], (seen, node) => seen.addNode(node)).filter(
        ({ path }) => !isInside(`/${path}`, elements),
      )
      return {
        elements: found.length,
        paths: [
          ...own,
          ...prefixed(holders, '../'),
          ...around.map((seen) => ({ ...seen, path: `/${seen.path}` })),
        ],
      }
    },
  }
}

function collect<T>(items: T[], add: (seen: SeenPaths, item: T) => void): SeenPath[] {
  const seen = new SeenPaths()
  for (const item of items) add(seen, item)
  return seen.list()
}

const prefixed = (paths: SeenPath[], prefix: string, without?: string): SeenPath[] =>
  paths
    .filter(({ path }) => without === undefined || !isInside(path, without))
    .map((seen) => ({ ...seen, path: prefix + seen.path }))

/** Whether a path lies within a pattern. */
export function isInside(path: string, pattern: string): boolean {
  const [own, other] = [path.split('/'), pattern.split('/')]
  return other.every((name, i) => name === '*' || own[i] === name)
}
