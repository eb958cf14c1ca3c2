import type { Mapping } from '../../formats/mapping/schema.ts'
import type { Tx } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'

/** One version of an organisation's own format. */
export interface StoredMapping {
  id: string
  version: number
  mapping: Mapping
  createdBy: string
  createdAt: Date
}

const VERSION = `v.mapping_id as id, v.version, v.body as mapping, v.created_by as "createdBy", v.created_at as "createdAt"`

const CURRENT = `from mapping m join mapping_version v on v.mapping_id = m.id and v.version = m.version
  where m.deleted_at is null`

/** The current version of every mapping, by name. */
export async function listMappings(tx: Tx): Promise<StoredMapping[]> {
  const { rows } = await tx.query<StoredMapping>(
    `select ${VERSION} ${CURRENT} order by lower(v.body->>'name'), v.mapping_id`,
  )
  return rows
}

/** The current version of a mapping; undefined when there is none. */
export async function findMapping(tx: Tx, id: string): Promise<StoredMapping | undefined> {
  const { rows } = await tx.query<StoredMapping>(`select ${VERSION} ${CURRENT} and m.id = $1`, [id])
  return rows[0]
}

/** Throws `not_found`. */
export async function getMapping(tx: Tx, id: string): Promise<StoredMapping> {
  const found = await findMapping(tx, id)
  if (!found) throw notFound('mapping', id)
  return found
}

/** Any version that ever was, also of a mapping that was deleted. Throws `not_found`. */
export async function getMappingVersion(tx: Tx, id: string, version: number): Promise<StoredMapping> {
  const { rows } = await tx.query<StoredMapping>(
    `select ${VERSION} from mapping_version v where v.mapping_id = $1 and v.version = $2`,
    [id, version],
  )
  if (!rows[0]) throw notFound('mapping', `${id}, version ${version}`)
  return rows[0]
}

export type MappingVersion = Omit<StoredMapping, 'mapping'>

/** The versions of a mapping, newest first. Throws `not_found`. */
export async function listMappingVersions(tx: Tx, id: string): Promise<MappingVersion[]> {
  await getMapping(tx, id)
  const { rows } = await tx.query<MappingVersion>(
    `select mapping_id as id, version, created_by as "createdBy", created_at as "createdAt"
     from mapping_version where mapping_id = $1 order by version desc`,
    [id],
  )
  return rows
}
