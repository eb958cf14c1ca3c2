import { whoOwns } from '../../inventory/owners/who-owns.ts'
import type { Tx } from '../../platform/database.ts'

/** Ids of who owns a finding; a team's findings are nobody's in particular. */
export interface OwnerPeople {
  person: string | null
  team: string | null
}

/** Who owns findings of an asset; findings whose owner nobody knows are left out. */
export async function ownerPeople(
  tx: Tx,
  asset: string,
  findings: readonly string[],
): Promise<Map<string, OwnerPeople>> {
  const { rows } = await tx.query<{ id: string; owner: string }>(
    'select id, owner from finding where asset_id = $1 and id = any($2::uuid[]) and owner is not null',
    [asset, findings],
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
