import type { FileFacts } from '../contract.ts'
import type { RouteFact } from './contract.ts'

const CLASS_FIELD = /^[A-Z]\w*(?:Settings|Config|Configuration)\.(\w+)$/
const ASKED = /(?:^|[._])(?:settings|config|conf|cfg)\.(\w+)$/i

/**
 * What a setting is by default when how its object came about can't be followed (`settings = get_settings()`): the field of that name in
 * a class of settings, provided that all classes of settings of the tree say the same.
 */
export function settingsOf(files: readonly FileFacts<RouteFact>[]): (name: string) => string | undefined {
  const values = new Map<string, Set<string>>()
  for (const { facts } of files)
    for (const one of facts) {
      const field = one.fact === 'constant' ? CLASS_FIELD.exec(one.name)?.[1] : undefined
      if (one.fact !== 'constant' || !field) continue
      values.set(field, (values.get(field) ?? new Set()).add(one.value))
    }
  return (name) => {
    const said = values.get(ASKED.exec(name)?.[1] ?? '')
    return said?.size === 1 ? [...said][0] : undefined
  }
}
