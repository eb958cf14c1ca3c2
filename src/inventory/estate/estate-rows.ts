import { type DataClass, EXPOSURES, type Exposure } from '../../model/application.ts'
import type { EstateLink, EstateNode, NodeRef } from '../../model/estate.ts'
import { contentId } from '../../platform/ids.ts'
import { nodeId } from './node-id.ts'

export interface NodeRow {
  id: string
  kind: string
  name: string
  place: string | null
  exposure: Exposure | null
  authenticated: boolean | null
  dataClasses: DataClass[]
  attributes: Record<string, string>
  content: string
}

export interface LinkRow {
  from: string
  kind: string
  to: string
  evidence: string
  confidence: number
}

/** The more exposed of two; EXPOSURES begins with the most. */
export const moreExposed = (a: Exposure | null, b: Exposure | null): Exposure | null =>
  a === null ? b : b === null ? a : EXPOSURES.indexOf(a) <= EXPOSURES.indexOf(b) ? a : b

/**
 * The rows of what a scope shows: things said several times are one row that knows all, and the ends of links are there even when the
 * report says nothing else of them.
 */
export function estateRows(
  asset: string,
  nodes: readonly EstateNode[],
  links: readonly EstateLink[],
): { nodes: NodeRow[]; links: LinkRow[] } {
  const rows = new Map<string, NodeRow>()
  for (const node of nodes) add(rows, asset, node)
  const linked = new Map<string, LinkRow>()
  for (const { from, kind, to, evidence, confidence } of links) {
    const row = { from: add(rows, asset, from).id, kind, to: add(rows, asset, to).id, evidence, confidence }
    const key = `${row.from} ${kind} ${row.to}`
    const known = linked.get(key)
    if (row.from !== row.to && (!known || known.confidence < confidence)) linked.set(key, row)
  }
  for (const row of rows.values()) row.content = contentOf(row)
  return { nodes: [...rows.values()], links: [...linked.values()] }
}

function add(rows: Map<string, NodeRow>, asset: string, node: NodeRef & Partial<EstateNode>): NodeRow {
  const id = nodeId(asset, node)
  const known = rows.get(id)
  const row: NodeRow = known ?? {
    id,
    kind: node.kind,
    name: node.name,
    place: null,
    exposure: null,
    authenticated: null,
    dataClasses: [],
    attributes: {},
    content: '',
  }
  rows.set(id, row)
  row.place ??= node.place ?? null
  row.exposure = moreExposed(row.exposure, node.exposure ?? null)
  row.authenticated ??= node.authenticated ?? null
  if (node.dataClasses) row.dataClasses = [...new Set([...row.dataClasses, ...node.dataClasses])].sort()
  // What was said first stays: the second of a name is another place of the same.
  if (node.attributes) row.attributes = { ...node.attributes, ...row.attributes }
  return row
}

const contentOf = ({ place, exposure, authenticated, dataClasses, attributes }: NodeRow): string =>
  contentId(
    place ?? '',
    exposure ?? '',
    String(authenticated),
    dataClasses.join(','),
    JSON.stringify(Object.entries(attributes).sort()),
  )
