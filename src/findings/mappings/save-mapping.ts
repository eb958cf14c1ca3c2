import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { knownFormats } from '../../formats/known-formats.ts'
import { BadMapping } from '../../formats/mapping/bad-mapping.ts'
import { checkMapping } from '../../formats/mapping/mapping-file.ts'
import type { Mapping } from '../../formats/mapping/schema.ts'
import type { Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { requireRevision } from '../../platform/require-revision.ts'
import { getMapping, type StoredMapping } from './read-mappings.ts'

/** Keeps a new mapping as version 1; one that was deleted goes on behind its last version. Throws `bad_mapping`, `id_taken`. */
export async function addMapping(tx: Tx, actor: Actor, given: Mapping): Promise<StoredMapping> {
  const mapping = checked(given)
  const { id, name } = mapping
  await refuseKnown(id)
  const { rows } = await tx.query<{ version: number }>(
    `insert into mapping (id, version) values ($1, 1)
     on conflict (id) do update set version = mapping.version + 1, deleted_at = null
       where mapping.deleted_at is not null
     returning version`,
    [id],
  )
  const version = rows[0]?.version
  if (version === undefined)
    throw new AppError(
      'id_taken',
      409,
      `There is a mapping ${id} already. Change that one, or choose another id.`,
    )
  await keepVersion(tx, actor, mapping, version)
  await audit(tx, actor, 'mapping.create', `mapping/${id}`, { name, version })
  return getMapping(tx, id)
}

/**
 * Keeps a changed mapping as its next version; one that says the same as the current version stays as it is. `after` = the version
 * that was changed, so that nobody's work is overwritten unseen. Throws `not_found`, `bad_mapping`, `other_id`, `changed_meanwhile`.
 */
export async function changeMapping(
  tx: Tx,
  actor: Actor,
  id: string,
  { mapping: given, after }: { mapping: Mapping; after?: number | undefined },
): Promise<StoredMapping> {
  const locked = await tx.query('select from mapping where id = $1 and deleted_at is null for update', [id])
  if (!locked.rowCount) throw notFound('mapping', id)
  const mapping = checked(given)
  if (mapping.id !== id)
    throw new AppError(
      'other_id',
      422,
      `This mapping calls itself ${mapping.id}. An id stays: keep ${id}, or add it as a new mapping.`,
    )
  const before = await getMapping(tx, id)
  requireRevision({ name: id, revision: before.version, changedBy: before.createdBy }, after)
  if (JSON.stringify(mapping) === JSON.stringify(before.mapping)) return before
  const version = before.version + 1
  await tx.query('update mapping set version = $2 where id = $1', [id, version])
  await keepVersion(tx, actor, mapping, version)
  await audit(tx, actor, 'mapping.change', `mapping/${id}`, {
    name: mapping.name,
    version: { was: before.version, is: version },
    changed: differing(before.mapping, mapping),
  })
  return getMapping(tx, id)
}

/** It reads nothing from now on. Its versions stay, for the reports that were read by them. Throws `not_found`. */
export async function deleteMapping(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { mapping, version } = await getMapping(tx, id)
  await tx.query('update mapping set deleted_at = now() where id = $1', [id])
  await audit(tx, actor, 'mapping.delete', `mapping/${id}`, { name: mapping.name, version })
}

const keepVersion = (tx: Tx, actor: Actor, mapping: Mapping, version: number) =>
  tx.query('insert into mapping_version (mapping_id, version, body, created_by) values ($1, $2, $3, $4)', [
    mapping.id,
    version,
    JSON.stringify(mapping),
    actor.name,
  ])

function checked(given: Mapping): Mapping {
  try {
    return checkMapping(given)
  } catch (error) {
    throw error instanceof BadMapping ? unusable(error) : error
  }
}

/** As a failure of the API. */
export const unusable = (error: BadMapping): AppError =>
  new AppError('bad_mapping', 422, error.message, { cause: error })

async function refuseKnown(id: string): Promise<void> {
  const known = (await knownFormats()).find((format) => format.id === id)
  if (known)
    throw new AppError(
      'id_taken',
      409,
      `${id} is the format ${known.name}, which Stance reads by itself. Choose another id.`,
    )
}

const differing = (was: Mapping, is: Mapping): string[] =>
  [...new Set([...Object.keys(was), ...Object.keys(is)])].filter(
    (key) => JSON.stringify(was[key as keyof Mapping]) !== JSON.stringify(is[key as keyof Mapping]),
  )
