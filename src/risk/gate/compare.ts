import { align } from '../../findings/ingest/align.ts'
import { groupBy } from '../../findings/ingest/leftover.ts'
import { pairMoved } from '../../findings/ingest/pair-moved.ts'
import { likeness } from '../../model/snippet.ts'
import type { Seen } from './seen.ts'

/** How alike code has to be to count as the same after an edit: a gate asks for more than the history of a finding does. */
const ALIKE = 0.7

/**
 * What each observation of now was before, by id: the exact identity; else the same code elsewhere, or nearly the same code in its
 * place; else an identity that tools share, so that what another tool knew is not new. Of twins, as many are known as there were. Pure.
 */
export function compare<Before extends Seen>(
  now: readonly Seen[],
  before: readonly Before[],
): Map<string, Before> {
  const known = new Map<string, Before>()
  const left = new Set(before)
  const take = (one: Seen, old: Before): void => {
    known.set(one.id, old)
    left.delete(old)
  }
  pairExact(now, before, take)
  const fresh = now.filter(({ id }) => !known.has(id))
  followMoved(fresh, [...left], new Set([...known.values()].map(({ path }) => path)), take)
  const owners = new Map(before.flatMap((old) => old.shared.map((key) => [key, old] as const)))
  for (const one of fresh) {
    const owner = known.has(one.id) ? undefined : one.shared.map((key) => owners.get(key)).find(Boolean)
    if (owner) known.set(one.id, owner)
  }
  return known
}

/** File by file, because the neighbours of twins show which of them is which. */
function pairExact<Before extends Seen>(
  now: readonly Seen[],
  before: readonly Before[],
  take: (one: Seen, old: Before) => void,
): void {
  const oldByPath = groupBy(before, ({ path }) => path)
  for (const [path, here] of groupBy(now, (one) => one.path)) {
    const olds = groupBy(oldByPath.get(path) ?? [], ({ base }) => base)
    if (olds.size === 0) continue
    const sorts = [...groupBy(here, ({ base }) => base)].map(([base, twins]) => ({
      old: olds.get(base) ?? [],
      now: twins,
    }))
    for (const [old, one] of align(sorts)) take(one, old)
  }
}

function followMoved<Before extends Seen>(
  fresh: readonly Seen[],
  gone: readonly Before[],
  staying: ReadonlySet<string>,
  take: (one: Seen, old: Before) => void,
): void {
  if (fresh.length === 0 || gone.length === 0) return
  const [nowOf, oldOf] = [byId(fresh), byId(gone)]
  for (const pair of pairMoved(gone, fresh, staying)) {
    const [one, old] = [nowOf.get(pair.fresh), oldOf.get(pair.gone)]
    if (!one || !old) continue
    if (pair.how === 'moved' || (one.snippet !== '' && likeness(old.snippet, one.snippet) >= ALIKE))
      take(one, old)
  }
}

const byId = <T extends Seen>(list: readonly T[]): Map<string, T> => new Map(list.map((one) => [one.id, one]))
