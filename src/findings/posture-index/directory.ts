import type { AssetKind } from '../../model/asset.ts'
import type { Tx } from '../../platform/database.ts'

export interface AssetEntry {
  id: string
  name: string
  kind: AssetKind
  applicationId: string | null
}

export interface ApplicationEntry {
  id: string
  name: string
  teamId: string | null
  team: string | null
}

/** Names and owners of everything, by id. */
export interface Directory {
  /** In the order of their names. */
  assets: Map<string, AssetEntry>
  applications: Map<string, ApplicationEntry>
}

export async function readDirectory(tx: Tx): Promise<Directory> {
  const assets = await tx.query<AssetEntry>(
    'select id, name, kind, application_id as "applicationId" from asset order by name collate "C", id',
  )
  const applications = await tx.query<ApplicationEntry>(
    `select a.id, a.name, t.id as "teamId", t.name as team
     from application a left join team t on t.id = a.team_id order by a.name collate "C", a.id`,
  )
  return {
    assets: new Map(assets.rows.map((row) => [row.id, row])),
    applications: new Map(applications.rows.map((row) => [row.id, row])),
  }
}
