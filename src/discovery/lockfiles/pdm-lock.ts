import { parse } from 'smol-toml'
import { at, listOf, type Plain, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { lock } from './lock.ts'
import { fileHash } from './python-files.ts'
import { groupScope } from './python-manifest.ts'
import { pythonName, requirementOf } from './python-name.ts'

/** https://pdm-project.org/en/latest/usage/lockfile/ */
export const pdmLock: LockReader = {
  wants: /(?:^|\/)pdm\.lock$/,
  read({ text }) {
    const entries = listOf(at(parse(text) as unknown as Plain, 'package'))
    const keysOf = new Map<string, string[]>()
    const keyOf = (entry: Plain): string => `${nameOf(entry)}@${textOf(at(entry, 'version')) ?? ''}`
    for (const entry of entries) {
      const known = keysOf.get(nameOf(entry)) ?? []
      // With extras a package stands there once more.
      if (!known.includes(keyOf(entry))) keysOf.set(nameOf(entry), [...known, keyOf(entry)])
    }
    const packages = entries.map((entry): LockedPackage => {
      const scope = groupsScope(textsOf(at(entry, 'groups') ?? []))
      return {
        key: keyOf(entry),
        type: 'pypi',
        name: nameOf(entry),
        version: textOf(at(entry, 'version')) ?? '',
        uses: textsOf(at(entry, 'dependencies') ?? [])
          .flatMap((line) => keysOf.get(requirementOf(line) ?? '') ?? [])
          .filter((key) => key !== keyOf(entry)),
        ...(scope ? { scope } : {}),
        ...fileHash(at(entry, 'files')),
      }
    })
    return [lock(packages, { manifest: 'python', found: [...keysOf] })]
  },
}

const nameOf = (entry: Plain): string => pythonName(textOf(at(entry, 'name')) ?? '')

const groupsScope = (groups: string[]): Scope | undefined => {
  const scopes = groups.map(groupScope)
  return (['runtime', 'test', 'development'] as const).find((one) => scopes.includes(one))
}
