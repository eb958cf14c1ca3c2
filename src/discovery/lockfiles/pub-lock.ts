import { parse } from 'yaml'
import { at, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { Ask, LockedPackage, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { named } from './named.ts'
import { foundBy } from './pipfile-lock.ts'

/** pubspec.lock: https://dart.dev/tools/pub/pubspec#lockfile; it says what is direct, and has no graph. */
export const pubLock: LockReader = {
  wants: /(?:^|\/)pubspec\.lock$/,
  read({ text, folder }) {
    const packages = Object.entries(
      recordOf(at(parse(text, { maxAliasCount: 0 }) as Plain, 'packages')),
    ).flatMap(([name, entry]): LockedPackage[] => {
      const source = textOf(at(entry, 'source'))
      const said = textOf(at(entry, 'dependency')) ?? ''
      // Paths are own code; what comes with the SDK has no version of its own.
      if (source === 'path' || source === 'sdk') return []
      const version = textOf(at(entry, 'version'))
      return [
        {
          key: name,
          type: 'pub',
          name: textOf(at(entry, 'description', 'name')) ?? name,
          ...(version ? { version } : {}),
          direct: said.startsWith('direct'),
          ...(said === 'direct dev'
            ? { scope: 'development' as const }
            : said.startsWith('direct')
              ? { scope: 'runtime' as const }
              : {}),
          ...hexHash(textOf(at(entry, 'description', 'sha256'))),
        },
      ]
    })
    const uses = packages.filter(({ direct }) => direct).map(({ key, scope = 'runtime' }) => ({ key, scope }))
    return [lock(packages, { roots: [{ folder, uses }], manifest: 'pub', found: foundBy(packages) })]
  },
}

/** https://dart.dev/tools/pub/pubspec */
export const pubManifest: LockReader = {
  wants: /(?:^|\/)pubspec\.yaml$/,
  read({ text }) {
    const whole = parse(text, { maxAliasCount: 0 }) as Plain
    const asksOf = (list: string, scope: Scope): Ask[] =>
      Object.entries(recordOf(at(whole, list))).map(([name, said]) => {
        const range = textOf(said) ?? textOf(at(said, 'version'))
        return { name, ...(range ? { range } : {}), scope }
      })
    const asks = [...asksOf('dependencies', 'runtime'), ...asksOf('dev_dependencies', 'development')]
    return [{ fact: 'manifest', sort: 'pub', ...named(whole), asks }]
  },
}
