import { parse } from 'yaml'
import { at, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockedRoot, LockReader, Scope, Use } from './contract.ts'
import { integrityHashes } from './hashes.ts'
import { lock } from './lock.ts'

const LISTS: readonly [string, Scope][] = [
  ['dependencies', 'runtime'],
  ['optionalDependencies', 'optional'],
  ['devDependencies', 'development'],
]

/** pnpm-lock.yaml, versions 5 to 9. https://github.com/pnpm/spec/tree/master/lockfile */
export const pnpmLock: LockReader = {
  wants: /(?:^|\/)pnpm-lock\.yaml$/,
  read({ text, folder }) {
    // Version 9 may have a document before the real one, about pnpm itself.
    const last = text.split(/^---$/m).at(-1) as string
    const whole = parse(last, { maxAliasCount: 0 }) as Plain
    const infos = recordOf(at(whole, 'packages'))
    const snapshots = at(whole, 'snapshots') === undefined ? infos : recordOf(at(whole, 'snapshots'))
    const packages = Object.entries(snapshots).flatMap(([key, entry]): LockedPackage[] => {
      const base = key.replace(/\(.*$/, '')
      const info = Object.hasOwn(infos, base) ? infos[base] : entry
      const coordinates = coordinatesOf(key, info)
      if (!coordinates) return []
      const keys = (list: string): string[] =>
        Object.entries(recordOf(at(entry, list))).flatMap(([name, said]) =>
          keysOf(snapshots, name, textOf(said)),
        )
      return [
        {
          key,
          type: 'npm',
          ...coordinates,
          uses: keys('dependencies'),
          mayUse: keys('optionalDependencies'),
          ...(textOf(at(info, 'deprecated')) ? { deprecated: textOf(at(info, 'deprecated')) as string } : {}),
          ...integrityHashes(textOf(at(info, 'resolution', 'integrity'))),
        },
      ]
    })
    return [lock(packages, { roots: rootsOf(whole, snapshots, folder) })]
  },
}

function rootsOf(whole: Plain, snapshots: Plain, folder: string): LockedRoot[] {
  const importers = at(whole, 'importers')
  const projects = importers === undefined ? { '.': whole } : recordOf(importers)
  const places = new Set(Object.keys(projects))
  return Object.entries(projects).map(([place, project]) => ({
    key: `importer:${place}`,
    folder: joined(folder, place),
    uses: LISTS.flatMap(([list, scope]) =>
      Object.entries(recordOf(at(project, list))).flatMap(([name, said]): Use[] => {
        const version = textOf(at(said, 'version')) ?? textOf(said)
        const link = /^link:(.*)$/.exec(version ?? '')?.[1]
        const member = link === undefined ? undefined : joined(place === '.' ? '' : place, link)
        if (member !== undefined)
          return places.has(member || '.') ? [{ key: `importer:${member || '.'}`, scope }] : []
        const range = textOf(at(said, 'specifier')) ?? textOf(at(project, 'specifiers', name))
        return keysOf(snapshots, name, version).map((key) => ({ key, scope, ...(range ? { range } : {}) }))
      }),
    ),
  }))
}

/** A path with its `.` and `..` done; '' is where it starts. */
function joined(...parts: string[]): string {
  const steps: string[] = []
  for (const step of parts.join('/').split('/'))
    if (step === '..') steps.pop()
    else if (step !== '' && step !== '.') steps.push(step)
  return steps.join('/')
}

/** `name: version` may be a version, or the whole key of an alias or of what comes from elsewhere. */
function keysOf(snapshots: Plain, name: string, version: string | undefined): string[] {
  if (version === undefined) return []
  const tries = [`${name}@${version}`, `/${name}@${version}`, `/${name}/${version}`, version, `/${version}`]
  const key = tries.find((one) => at(snapshots, one) !== undefined)
  return key === undefined ? [] : [key]
}

/** `/@scope/name/1.0.0_peer@2` (5), `/@scope/name@1.0.0(peer@2)` (6), `@scope/name@1.0.0` (9). */
function coordinatesOf(key: string, info: Plain): { name: string; version?: string } | undefined {
  const [, own, said = ''] = /^\/?((?:@[^/@]+\/)?[^/@]+)[@/]([^(]*)/.exec(key) ?? []
  const name = textOf(at(info, 'name')) ?? own
  if (!name) return undefined
  if (/^(?:file|link):/.test(said)) return packedIn(name, said)
  const version = textOf(at(info, 'version')) ?? (/^\d/.test(said) ? said.replace(/_.*$/, '') : undefined)
  return { name, ...(version ? { version } : {}) }
}

/** A package that lies in the tree packed, by the name that packing gives it: `file:vendor/xlsx-0.20.3.tgz`. Folders are own code. */
function packedIn(name: string, said: string): { name: string; version: string } | undefined {
  const version = /-(\d+\.\d+\.\d+[\w.+-]*)\.(?:tgz|tar\.gz)$/.exec(said)?.[1]
  return version === undefined ? undefined : { name, version }
}
