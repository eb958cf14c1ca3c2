import { parse } from 'yaml'
import { at, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockedRoot, LockFact } from './contract.ts'
import { lock } from './lock.ts'

/**
 * yarn.lock of Yarn 2 and later: YAML, an entry for each resolution, workspaces among them. Its checksums are of its own cache's archives
 * and say nothing of the package that others have. Which of a workspace's packages are for development says its `package.json`.
 */
export function yarnBerry(text: string, folder: string): LockFact {
  const whole = recordOf(parse(text, { maxAliasCount: 0 }) as Plain)
  const keyOf = new Map<string, string>()
  const entries = Object.entries(whole).filter(([key]) => key !== '__metadata')
  for (const [specs, entry] of entries)
    for (const spec of specs.split(/,\s*/)) keyOf.set(spec, textOf(at(entry, 'resolution')) ?? spec)
  const lead = (name: string, range: string): string[] => {
    const key = keyOf.get(`${name}@${range}`) ?? keyOf.get(`${name}@npm:${range}`)
    return key === undefined ? [] : [key]
  }
  const packages: LockedPackage[] = []
  const roots: LockedRoot[] = []
  for (const [specs, entry] of entries) {
    const key = textOf(at(entry, 'resolution')) ?? specs
    const [, name = '', where = ''] = /^(@?[^@]+)@(.*)$/.exec(key) ?? []
    const wanted = Object.entries(recordOf(at(entry, 'dependencies')))
    const optional = recordOf(at(entry, 'dependenciesMeta'))
    const place = /^workspace:(.*)$/.exec(where)?.[1]
    const uses = wanted.map(([one, range]) => ({
      keys: lead(one, textOf(range) ?? ''),
      may: at(optional, one, 'optional') === true,
    }))
    if (place !== undefined)
      roots.push({
        key,
        folder: [folder, place === '.' ? '' : place].filter(Boolean).join('/'),
        name,
        uses: uses.flatMap(({ keys, may }) =>
          keys.map((one) => ({ key: one, scope: may ? ('optional' as const) : ('runtime' as const) })),
        ),
      })
    else
      packages.push({
        key,
        type: 'npm',
        name,
        ...(textOf(at(entry, 'version')) ? { version: textOf(at(entry, 'version')) as string } : {}),
        uses: uses.flatMap(({ keys, may }) => (may ? [] : keys)),
        mayUse: uses.flatMap(({ keys, may }) => (may ? keys : [])),
      })
  }
  return lock(packages, { roots, manifest: 'npm', found: [...keyOf].map(([spec, key]) => [spec, [key]]) })
}
