import { at, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { pythonName } from './python-name.ts'

/** https://pipenv.pypa.io/en/latest/pipfile.html: it has no graph, and `Pipfile` says what is direct. */
export const pipfileLock: LockReader = {
  wants: /(?:^|\/)Pipfile\.lock$/,
  read({ text }) {
    const whole = JSON.parse(text) as Plain
    const packages = new Map<string, LockedPackage>()
    for (const list of ['default', 'develop'] as const)
      for (const [name, entry] of Object.entries(recordOf(at(whole, list)))) {
        const version = /^==(.+)$/.exec(textOf(at(entry, 'version')) ?? '')?.[1]
        const key = `${pythonName(name)}@${version ?? ''}`
        const hashes = textsOf(at(entry, 'hashes') ?? [])
        // What is installed from a folder of the tree is own code.
        if (packages.has(key) || at(entry, 'path') !== undefined) continue
        packages.set(key, {
          key,
          type: 'pypi',
          name: pythonName(name),
          ...(version ? { version } : {}),
          scope: list === 'default' ? 'runtime' : 'development',
          ...(hashes.length === 1 ? hexHash(hashes[0]) : {}),
        })
      }
    const all = [...packages.values()]
    return [lock(all, { manifest: 'pipenv', found: foundBy(all) })]
  },
}

export function foundBy(packages: readonly LockedPackage[]): [string, string[]][] {
  const keys = new Map<string, string[]>()
  for (const { name, key } of packages) keys.set(name, [...(keys.get(name) ?? []), key])
  return [...keys]
}
