import type { Block } from '../posture-index/block.ts'
import type { Posture } from '../posture-index/posture-index.ts'
import type { Weakness } from '../posture-index/weakness.ts'
import type { FindingFilter } from './filter.ts'
import { textSearch } from './text-search.ts'

/** Says for each row of a block whether it passes; undefined = all rows do. The answer is valid until the next call. */
export type RowTest = (block: Block) => Uint8Array | undefined

/** The tests of a filter that look at single findings: text, rule, component, weakness, assignee, score, age. */
export function selectRows(posture: Posture, filter: FindingFilter, actorId: string): RowTest {
  const known = selectWeaknesses(posture.weaknesses, filter)
  const people = selectAssignees(posture.assignees, filter, actorId)
  const minScore = Math.ceil((filter.minScore ?? 0) * 10)
  const since = filter.since === undefined ? Number.NEGATIVE_INFINITY : Date.parse(filter.since)
  const search = filter.q ? textSearch(posture.weaknesses, filter.q) : undefined
  if (!known && !people && !search && minScore <= 0 && since === Number.NEGATIVE_INFINITY)
    return () => undefined
  let passes = new Uint8Array(0)
  return (block) => {
    if (passes.length < block.size) passes = new Uint8Array(block.size * 2)
    const { size, scores, firstSeen } = block
    for (let row = 0; row < size; row++)
      passes[row] = (scores[row] as number) >= minScore && (firstSeen[row] as number) >= since ? 1 : 0
    if (known) keepCodes(passes, block.weaknesses, known)
    if (people) keepCodes(passes, block.assignees, people)
    search?.(block, passes)
    return passes
  }
}

function keepCodes(passes: Uint8Array, codes: Uint32Array, known: Uint8Array): void {
  for (let row = 0; row < codes.length; row++)
    passes[row] = (passes[row] as number) & (known[codes[row] as number] as number)
}

/** For each assignee 1 when they are asked for. */
function selectAssignees(
  assignees: readonly string[],
  { assignee }: FindingFilter,
  actorId: string,
): Uint8Array | undefined {
  if (!assignee) return undefined
  const wanted = new Set(assignee.map((name) => (name === 'me' ? actorId : name)))
  return Uint8Array.from(assignees, (id) => (wanted.has(id || 'none') ? 1 : 0))
}

/** For each weakness 1 when it passes; undefined when the filter asks nothing of it. */
function selectWeaknesses(weaknesses: readonly Weakness[], filter: FindingFilter): Uint8Array | undefined {
  const { rule, component, cwe, advisory } = filter
  if (!rule && !component && !cwe && !advisory) return undefined
  const cwes = cwe?.map(Number)
  const advisories = advisory?.map((name) => name.toUpperCase())
  return Uint8Array.from(weaknesses, (w) =>
    (!rule || rule.includes(w.rule)) &&
    (!component || (w.component !== null && component.includes(w.component))) &&
    (!cwes || w.cwes.some((id) => cwes.includes(id))) &&
    (!advisories || w.advisories.some((name) => advisories.includes(name.toUpperCase())))
      ? 1
      : 0,
  )
}
