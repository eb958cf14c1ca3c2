import type { Declared } from '../../../formats/infrastructure/cloud-types/contract.ts'
import { isUnknown, toValue } from '../../../formats/infrastructure/cloud-types/value.ts'
import { declaredOf } from '../../../formats/infrastructure/terraform/declared-of.ts'
import type { KnownResource } from '../../../formats/infrastructure/terraform/known-resources.ts'
import type { FileFacts } from '../../contract.ts'
import { folderOf } from '../../source/folder-of.ts'
import type { TerraformFact } from './contract.ts'

/** Puts what states and plans know to what is declared: the same address is the same resource; others stand for themselves. */
export function mergeKnown(
  declared: readonly Declared[],
  files: readonly FileFacts<TerraformFact>[],
): Declared[] {
  const byAddress = new Map<string, Declared[]>()
  for (const one of declared) byAddress.set(one.name, [...(byAddress.get(one.name) ?? []), one])
  const merged = new Map(declared.map((one) => [one.id, one]))
  for (const { path, facts } of files)
    for (const fact of facts) {
      if (fact.fact !== 'known') continue
      for (const known of fact.resources) {
        const [match, ...more] = byAddress.get(known.address) ?? []
        const same =
          more.length === 0 ? match : [match, ...more].find((one) => one?.scope === (folderOf(path) || '.'))
        const id = same?.id ?? `${path}\0${known.address}`
        const before = merged.get(id)
        merged.set(id, before ? { ...before, fields: together(before, known) } : declaredOf(known, path, id))
      }
    }
  return [...merged.values()]
}

function together(declared: Declared, known: KnownResource): Declared['fields'] {
  const fields = new Map(declared.fields)
  for (const [key, value] of Object.entries(known.values)) {
    const own = fields.get(key)
    // What the configuration says is kept where it names other resources; a state only knows their ids.
    if (value !== null && (own === undefined || own === null || (isUnknown(own) && own.of.length === 0)))
      fields.set(key, toValue(value))
  }
  return fields
}
