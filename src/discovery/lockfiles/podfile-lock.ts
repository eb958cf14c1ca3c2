import { parse } from 'yaml'
import {
  at,
  isRecord,
  listOf,
  type Plain,
  recordOf,
  textOf,
  textsOf,
} from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/**
 * Podfile.lock: https://guides.cocoapods.org/using/using-cocoapods.html#what-is-podfilelock. Its checksums are of specifications. A part of a
 * pod (`Firebase/Core`) is the pod.
 */
export const podfileLock: LockReader = {
  wants: /(?:^|\/)Podfile\.lock$/,
  read({ text, folder }) {
    const whole = parse(text, { maxAliasCount: 0 }) as Plain
    const external = recordOf(at(whole, 'EXTERNAL SOURCES'))
    const packages = new Map<string, LockedPackage>()
    for (const entry of listOf(at(whole, 'PODS'))) {
      const [said = '', needs] = isRecord(entry) ? (Object.entries(entry)[0] ?? []) : [textOf(entry)]
      const [, part = '', version] = /^(\S{1,200})\s+\(([^)]{1,200})\)$/.exec(said) ?? []
      const name = podOf(part)
      // What lies in the tree, or is fetched from a repository, is no pod of the index.
      if (!name || Object.hasOwn(external, name)) continue
      const known = packages.get(name)
      const uses = textsOf(needs ?? []).map((one) => podOf(one.replace(/\s.*$/, '')))
      packages.set(name, {
        key: name,
        type: 'cocoapods',
        name,
        ...(version ? { version } : {}),
        uses: [...new Set([...(known?.uses ?? []), ...uses])].filter((one) => one !== name),
      })
    }
    const uses = textsOf(at(whole, 'DEPENDENCIES') ?? []).map((said) => {
      const range = /\(([^)]{1,200})\)/.exec(said)?.[1]
      return { key: podOf(said.replace(/\s.*$/, '')), scope: 'runtime' as const, ...(range ? { range } : {}) }
    })
    return [
      lock([...packages.values()], {
        roots: [{ folder, uses: uses.filter(({ key }) => packages.has(key)) }],
      }),
    ]
  },
}

const podOf = (part: string): string => part.split('/')[0] ?? ''
