import { oldestOfConnected } from '../ingest/unite.ts'

/** An observation as it is stored. */
export interface Member {
  id: string
  finding: string
  /** A person put its finding together: it stays whole. */
  joined: boolean
}

/** How findings would differ. */
export interface Regrouping {
  /** Findings that become one, the oldest first. */
  merges: string[][]
  /** Observations that leave a finding, those of one new finding together. The group with the oldest observation stays. */
  splits: { finding: string; leaving: string[][] }[]
}

/**
 * Compares what is stored with what a replay gave (`opener` of each observation). Findings put together by hand stay whole, and
 * observations that the replay does not know stay where they are. Ids are UUIDv7: the smallest is the oldest. Pure.
 */
export function regroup(members: readonly Member[], opener: ReadonlyMap<string, string>): Regrouping {
  const byFinding = Map.groupBy(members, ({ finding }) => finding)
  const hand = [...byFinding.values()]
    .filter((group) => group.some(({ joined }) => joined))
    .flatMap((group) =>
      group.map(({ id }): [string, string] => [openerOf(id), openerOf(group[0]?.id as string)]),
    )
  const whole = oldestOfConnected(hand)
  function openerOf(id: string): string {
    return opener.get(id) ?? id
  }
  const groupOf = (id: string): string => whole.get(openerOf(id)) ?? openerOf(id)
  const known = members.filter(({ id }) => opener.has(id))
  const merges = [...Map.groupBy(known, ({ id }) => groupOf(id)).values()]
    .map((group) => [...new Set(group.map(({ finding }) => finding))].sort())
    .filter((findings) => findings.length > 1)
  const splits = [...byFinding].flatMap(([finding, group]) => {
    const parts = [
      ...Map.groupBy(
        group.filter(({ id }) => opener.has(id)),
        ({ id }) => groupOf(id),
      ).values(),
    ]
      .map((part) => part.map(({ id }) => id).sort())
      .sort((a, b) => ((a[0] as string) < (b[0] as string) ? -1 : 1))
    return parts.length > 1 ? [{ finding, leaving: parts.slice(1) }] : []
  })
  return { merges, splits }
}
