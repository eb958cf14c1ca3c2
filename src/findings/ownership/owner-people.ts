import { whoOwns } from '../../inventory/owners/who-owns.ts'
import type { Tx } from '../../platform/database.ts'

/** Ids of who owns a finding; a team's findings are nobody's in particular. */
export interface OwnerPeople {
  person: string | null
  team: string | null
}

/** Who owns findings, each with its asset, by the finding's id; findings whose owner nobody knows are left out. */
export async function ownerPeople(
  tx: Tx,
  findings: readonly { asset: string; finding: string }[],
): Promise<Map<string, OwnerPeople>> {
  if (findings.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; owner: string }>(
    `select f.id, f.owner from unnest($1::uuid[], $2::uuid[]) as w (asset, id)
     join finding f on f.asset_id = w.asset and f.id = w.id where f.owner is not null`,
    [findings.map(({ asset }) => asset), findings.map(({ finding }) => finding)],
  )
  const known = await whoOwns(tx, [...new Set(rows.map(({ owner }) => owner))])
  return new Map(
    rows.flatMap(({ id, owner }): [string, OwnerPeople][] => {
      const who = known.get(owner)
      if (!who) return []
      return [[id, who.type === 'person' ? { person: who.id, team: null } : { person: null, team: who.id }]]
    }),
  )
}
