import { groupBy } from '../../findings/ingest/leftover.ts'
import { type NearCandidate, pairNear } from '../../findings/ingest/pair-near.ts'
import { oldestOfConnected, unite } from '../../findings/ingest/unite.ts'
import { DEFAULT_RULES } from '../../findings/merging/merge-rules.ts'
import { blockLinks } from './block-links.ts'
import type { Told } from './collect.ts'
import type { Seen } from './seen.ts'

/** One observation of the reports at the gate. */
export interface Member extends Told {
  seen: Seen
}

/**
 * Observations of all reports that are one finding, by the rules that the ingest has: an identity that tools share, then the same
 * control on the same block of a file, then neighbours of the same weakness that another tool sees. Groups stand in the order of their first member. Pure.
 */
export function group(members: readonly Member[]): Member[][] {
  const united = unite(
    members.map(({ seen: { id, shared } }) => ({ id, keys: shared, owners: shared.map(() => null) })),
  )
  const ownerOf = (id: string): string => united.get(id) ?? id
  const near = nearLinks(members, ownerOf)
  const root = oldestOfConnected([...united, ...blockLinks(members, ownerOf), ...near])
  return [...groupBy(members, ({ seen: { id } }) => root.get(id) ?? id).values()]
}

/** Tool after tool: what it sees next to a finding that the tools before it made. */
function nearLinks(members: readonly Member[], ownerOf: (id: string) => string): [string, string][] {
  const most = DEFAULT_RULES.near
  if (most === null) return []
  const links: [string, string][] = []
  for (const here of groupBy(members.filter(isCode), ({ seen }) => seen.path || null).values()) {
    const tools = [...new Set(here.map(({ tool }) => tool))]
    const holding = new Map<string, string>()
    for (const tool of tools) {
      const [own, others] = [here.filter((m) => m.tool === tool), here.filter((m) => holding.has(m.seen.id))]
      const taken = new Set(others.map((m) => ownerOf(m.seen.id)))
      const byLine = groupBy(others, ({ seen }) => String(seen.line))
      const candidates = own
        .filter(({ seen }) => !taken.has(ownerOf(seen.id)))
        .flatMap((fresh) =>
          linesAround(fresh.seen.line, most)
            .flatMap((line) => byLine.get(String(line)) ?? [])
            .flatMap((other) => candidateOf(fresh, other, holding.get(other.seen.id) ?? '')),
        )
      for (const { seen } of own) holding.set(seen.id, ownerOf(seen.id))
      for (const { fresh, finding } of pairNear(candidates, most)) {
        holding.set(fresh, finding)
        links.push([fresh, finding])
      }
    }
  }
  return links
}

const linesAround = (line: number, most: number): number[] =>
  Array.from({ length: 2 * most + 1 }, (_, i) => line - most + i)

const isCode = ({ observation: { kind, location } }: Member): boolean =>
  (kind === 'code' || kind === 'secret') && location?.line !== undefined

// A secret without CWE is CWE-798 (hard-coded credentials) by definition; tools rarely say so.
const cwesOf = ({ observation: { kind, cwes = [] } }: Member): readonly number[] =>
  kind === 'secret' ? [...cwes, 798] : cwes

function candidateOf(fresh: Member, other: Member, finding: string): NearCandidate[] {
  const [a, b] = [fresh.seen, other.seen]
  const [one, two] = [fresh.observation.secretHash, other.observation.secretHash]
  if (one && two && one !== two) return []
  const apart = Math.max(a.line, b.line) - Math.min(a.end, b.end)
  if (a.shape !== '' && b.shape !== '' && apart > 1) return []
  return [
    {
      fresh: a.id,
      freshLine: a.line,
      freshCwes: cwesOf(fresh),
      finding,
      findingCwes: cwesOf(other),
      observation: b.id,
      observationTool: other.tool,
      observationLine: b.line,
      columns: a.column && b.column ? Math.abs(a.column - b.column) : null,
    },
  ]
}
