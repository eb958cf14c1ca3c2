import type { LinkKind } from '../../../model/estate.ts'
import type { Link } from '../../../model/infrastructure.ts'
import { endOf, type Thing } from './things.ts'

/** A link between things, before steps in between are taken out. */
export interface Edge {
  from: Thing | 'internet'
  kind: LinkKind
  to: Thing | string
  /** The declaration that says it. */
  by: Thing
  says: string
  confidence: number
}

const MOST_STEPS = 6
const MOST_EDGES = 20_000

/** Links of things: what leads through a listener or a target group leads to what is behind it. The surest of each pair stands. */
export function linksOf(edges: readonly Edge[]): Link[] {
  const out = new Map<Thing, Edge[]>()
  const into = new Set<Thing>()
  for (const edge of edges) {
    if (edge.from !== 'internet') out.set(edge.from, [...(out.get(edge.from) ?? []), edge])
    if (typeof edge.to !== 'string') into.add(edge.to)
  }
  const links = new Map<string, Link>()
  for (const edge of edges) {
    if (edge.from !== 'internet' && edge.from.type.step && into.has(edge.from)) continue
    for (const whole of through(edge, out, 0)) {
      const link = linkOf(whole)
      if (link.from === link.to || links.size > MOST_EDGES) continue
      const key = `${link.from}\0${link.kind}\0${link.to}`
      const known = links.get(key)
      if (!known || known.confidence < link.confidence) links.set(key, link)
    }
  }
  return [...links.values()]
}

function through(edge: Edge, out: ReadonlyMap<Thing, Edge[]>, depth: number): Edge[] {
  if (typeof edge.to === 'string' || !edge.to.type.step) return [edge]
  if (depth > MOST_STEPS) return []
  return (out.get(edge.to) ?? []).flatMap((next) =>
    through(
      { ...next, from: edge.from, confidence: Math.min(edge.confidence, next.confidence) },
      out,
      depth + 1,
    ),
  )
}

const linkOf = ({ from, kind, to, by, says, confidence }: Edge): Link => ({
  from: from === 'internet' ? 'internet:' : endOf(from),
  kind,
  to: typeof to === 'string' ? to : endOf(to),
  evidence: `${by.declared.file}:${by.declared.line} ${says}`.trimEnd(),
  confidence,
})
