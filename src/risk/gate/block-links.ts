import { sharedAddress } from '../../findings/identity.ts'
import { groupBy } from '../../findings/ingest/leftover.ts'
import { type BlockCandidate, pairBlocks } from '../../findings/ingest/pair-blocks.ts'
import { DEFAULT_RULES } from '../../findings/merging/merge-rules.ts'
import { controlsOf } from '../../model/control/controls.ts'
import type { Member } from './group.ts'

/** A member that checks a control. */
interface Check {
  member: Member
  control: string
}

/** Observation → finding, of those on the same control in the same file. */
type Holding = Map<string, string>

/** Tool after tool: what it says of a control on the block of a finding that the tools before it made. */
export function blockLinks(members: readonly Member[], ownerOf: (id: string) => string): [string, string][] {
  if (!DEFAULT_RULES.block) return []
  const checks = members.flatMap((member): Check[] =>
    isConfig(member) ? controlsOf(member.observation.rule).map((control) => ({ member, control })) : [],
  )
  const links: [string, string][] = []
  for (const here of groupBy(checks, ({ member, control }) => `${control} ${member.seen.path}`).values()) {
    const holding: Holding = new Map()
    for (const own of groupBy(here, ({ member }) => member.tool).values()) {
      const { matches, joins } = pairBlocks(candidatesOf(own, here, holding, ownerOf))
      const into = new Map(matches.map(({ fresh, finding }) => [fresh, finding]))
      links.push(...into, ...joins)
      for (const { member } of own)
        holding.set(member.seen.id, into.get(member.seen.id) ?? ownerOf(member.seen.id))
    }
  }
  return links
}

function candidatesOf(
  own: readonly Check[],
  here: readonly Check[],
  holding: Holding,
  ownerOf: (id: string) => string,
): BlockCandidate[] {
  const before = here.filter(({ member }) => holding.has(member.seen.id))
  const together = groupBy(before, ({ member }) => holding.get(member.seen.id) ?? null)
  return own.flatMap(({ member: fresh, control }) =>
    before.flatMap(({ member: other }): BlockCandidate[] => {
      const finding = holding.get(other.seen.id) as string
      if (finding === ownerOf(fresh.seen.id)) return []
      return [
        {
          fresh: fresh.seen.id,
          freshLines: linesOf(fresh),
          freshAddress: addressOf(fresh, control),
          finding,
          findingAddresses: (together.get(finding) ?? []).flatMap(
            ({ member }) => addressOf(member, control) ?? [],
          ),
          observation: other.seen.id,
          observationTool: other.tool,
          observationLines: linesOf(other),
          control,
        },
      ]
    }),
  )
}

const isConfig = ({ observation: { kind, location } }: Member): boolean =>
  kind === 'config' && location?.line !== undefined
const linesOf = ({ seen: { line, end } }: Member) => ({ line, endLine: end })
const addressOf = ({ observation: { resource }, seen: { path } }: Member, control: string): string | null =>
  resource ? sharedAddress(control, resource.address, path) : null
