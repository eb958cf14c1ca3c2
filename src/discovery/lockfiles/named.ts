import { at, type Plain, textOf } from '../../formats/infrastructure/plain.ts'

/** Name and version of a record, those that it has. */
export function named(record: Plain): { name?: string; version?: string } {
  const [name, version] = [textOf(at(record, 'name')), textOf(at(record, 'version'))]
  return { ...(name ? { name } : {}), ...(version ? { version } : {}) }
}
