import type { Format } from '../../formats/contract.ts'
import type { OwnFormats } from '../../formats/detect.ts'
import { BadMapping } from '../../formats/mapping/bad-mapping.ts'
import { formatOf } from '../../formats/mapping/format-of.ts'
import { UnreadableReport } from '../../formats/unreadable.ts'
import { type Pool, transaction } from '../../platform/database.ts'
import { findMapping, getMappingVersion, listMappings, type StoredMapping } from './read-mappings.ts'

/** The stored mappings as formats beside those of the registry. */
export const ownFormats =
  (pool: Pool): OwnFormats =>
  async (id) => {
    if (id === undefined) return (await transaction(pool, listMappings)).flatMap(usable)
    const found = await transaction(pool, (tx) => findMapping(tx, id))
    return found ? [named(found)] : []
  }

/** The same as a report met them: the one that read it in the version of that time, also when it was deleted since. */
export const ownFormatsOf = (
  pool: Pool,
  report: { format: string | null; mappingVersion: number | null },
): OwnFormats => {
  const { format, mappingVersion: version } = report
  const now = ownFormats(pool)
  if (format === null || version === null) return now
  return async (id) => {
    if (id !== undefined && id !== format) return now(id)
    const pinned = named(await transaction(pool, (tx) => getMappingVersion(tx, format, version)))
    return id === format ? [pinned] : [pinned, ...(await now()).filter((other) => other.id !== format)]
  }
}

/** A mapping of an older Stance that no longer compiles must not keep the others from reading; by name it says why. */
function usable(stored: StoredMapping): Format[] {
  try {
    return [formatOf(stored.mapping, { version: stored.version })]
  } catch (error) {
    if (error instanceof BadMapping) return []
    throw error
  }
}

function named({ mapping, version }: StoredMapping): Format {
  try {
    return formatOf(mapping, { version })
  } catch (error) {
    if (!(error instanceof BadMapping)) throw error
    throw new UnreadableReport('unknown_format', error.message, { cause: error })
  }
}
