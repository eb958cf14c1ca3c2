import { whoOwns } from '../../inventory/owners/who-owns.ts'
import type { OwnerSource } from '../../model/owner.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { ownersOfAssets } from './resolve-owners.ts'

export interface FindingOwner {
  handle: string
  is: { type: 'team' | 'person'; id: string; name: string } | null
  source: OwnerSource
  why: string
}

const WORDS: Record<OwnerSource, string> = {
  codeowners: 'CODEOWNERS',
  'catalog-info': 'catalog-info.yaml',
  owners: 'OWNERS',
  maintainers: 'MAINTAINERS',
  team: 'The team of its application',
  package: 'The package names it',
  history: 'Changed this part most of late',
}

/** Everybody who owns a finding by any source, the one that counts first, each with the reason. Throws 404. */
export async function ownersOfFinding(tx: Tx, asset: string, finding: string): Promise<FindingOwner[]> {
  const { rows } = await tx.query<{ path: string | null }>(
    'select path from finding where asset_id = $1 and id = $2',
    [asset, finding],
  )
  const [row] = rows
  if (!row) throw notFound('finding', finding)
  const owners = (await ownersOfAssets(tx, [asset])).get(asset)?.(row.path ?? '') ?? []
  const known = await whoOwns(
    tx,
    owners.map(({ handle }) => handle),
  )
  return owners.map(({ handle, source, path }) => {
    const who = known.get(handle)
    return {
      handle,
      is: who ? { type: who.type, id: who.id, name: who.name } : null,
      source,
      why: path ? `${WORDS[source]}: ${path} ${handle}` : WORDS[source],
    }
  })
}
