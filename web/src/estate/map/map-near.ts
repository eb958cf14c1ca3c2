import { reach } from '../../graph/reach.ts'
import type { Edge } from './map-items.ts'

/** What a chosen item hangs together with: who reaches it and what is right before it, and all that it leads to. */
export interface Near {
  before: Set<string>
  after: Set<string>
}

export function nearTo(id: string, edges: readonly Edge[]): Near {
  const into = Map.groupBy(edges, ({ to }) => to)
  const out = Map.groupBy(edges, ({ from }) => from)
  // Callers of callers are half the estate: only what carries reach is followed further than a step.
  const reachedBy = reach(
    [id],
    (at) => into.get(at)?.flatMap(({ from, carries }) => (carries ? from : [])) ?? [],
  )
  return {
    before: new Set([...reachedBy, ...(into.get(id)?.map(({ from }) => from) ?? [])]),
    after: reach([id], (at) => out.get(at)?.map(({ to }) => to) ?? []),
  }
}

export const isNear = ({ before, after }: Near, { from, to }: Edge): boolean =>
  (before.has(from) && before.has(to)) || (after.has(from) && after.has(to))

/** Whether an edge is a step of a way of items. */
export const isStep = (way: readonly string[], { from, to }: Edge): boolean => {
  const at = way.indexOf(from)
  return at >= 0 && way[at + 1] === to
}
