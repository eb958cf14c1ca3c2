import { writeMapping } from '../../formats/mapping/mapping-file.ts'
import type { Tx } from '../../platform/database.ts'
import { getMapping, getMappingVersion } from './read-mappings.ts'

/** A mapping as the YAML that `stance mapping add` and the web take. Throws `not_found`. */
export async function exportMapping(
  tx: Tx,
  id: string,
  version?: number | undefined,
): Promise<{ yaml: string; version: number }> {
  const stored = version === undefined ? await getMapping(tx, id) : await getMappingVersion(tx, id, version)
  const { mapping, createdAt, createdBy } = stored
  const head = `# ${mapping.name}, version ${stored.version} of ${createdAt.toISOString().slice(0, 10)} by ${createdBy}\n`
  return { yaml: head.replace(/[\r\n]+(?=.)/g, ' ') + writeMapping(mapping), version: stored.version }
}
