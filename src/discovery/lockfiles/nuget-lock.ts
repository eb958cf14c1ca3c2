import { at, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader, Use } from './contract.ts'
import { lock } from './lock.ts'

/** packages.lock.json: https://learn.microsoft.com/nuget/consume-packages/package-references-in-project-files#locking-dependencies */
export const nugetLock: LockReader = {
  wants: /(?:^|\/)packages(?:\.[\w.-]+)?\.lock\.json$/,
  read({ text, folder }) {
    const packages = new Map<string, LockedPackage>()
    const uses: Use[] = []
    for (const entries of Object.values(
      recordOf(at(JSON.parse(text.replace(/^\uFEFF/, '')) as Plain, 'dependencies')),
    )) {
      const keyOf = new Map<string, string>()
      const list = Object.entries(recordOf(entries))
      for (const [name, entry] of list)
        if (textOf(at(entry, 'type')) !== 'Project')
          keyOf.set(name.toLowerCase(), `${name}@${textOf(at(entry, 'resolved')) ?? ''}`)
      for (const [name, entry] of list) {
        const wanted = Object.keys(recordOf(at(entry, 'dependencies'))).flatMap(
          (one) => keyOf.get(one.toLowerCase()) ?? [],
        )
        const key = keyOf.get(name.toLowerCase())
        if (key === undefined) {
          // Another project of the same solution: what it uses comes along.
          uses.push(...wanted.map((one) => ({ key: one, scope: 'runtime' as const })))
          continue
        }
        const range = textOf(at(entry, 'requested'))
        if (textOf(at(entry, 'type')) === 'Direct')
          uses.push({ key, scope: 'runtime', ...(range ? { range } : {}) })
        const version = textOf(at(entry, 'resolved'))
        const known = packages.get(key)
        packages.set(key, {
          key,
          type: 'nuget',
          name,
          ...(version ? { version } : {}),
          uses: [...new Set([...(known?.uses ?? []), ...wanted])],
          ...contentHash(textOf(at(entry, 'contentHash'))),
        })
      }
    }
    return [lock([...packages.values()], { roots: [{ folder, uses }] })]
  },
}

/** SHA-512 of the package without its signature, in base64. */
function contentHash(text = ''): { hashes?: Record<string, string> } {
  const hex = Buffer.from(text, 'base64').toString('hex')
  return hex.length === 128 ? { hashes: { 'SHA-512': hex } } : {}
}
