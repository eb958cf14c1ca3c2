import { parse } from 'smol-toml'
import { at, listOf, type Plain, recordOf, textOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockedRoot, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { fileHash } from './python-files.ts'
import { groupScope } from './python-manifest.ts'
import { pythonName } from './python-name.ts'

/** https://docs.astral.sh/uv/concepts/projects/layout/#the-lockfile */
export const uvLock: LockReader = {
  wants: /(?:^|\/)uv\.lock$/,
  read({ text, folder }) {
    const entries = listOf(at(parse(text) as unknown as Plain, 'package'))
    const keysOf = new Map<string, { key: string; version: string }[]>()
    for (const entry of entries) {
      const one = { key: keyOf(entry), version: textOf(at(entry, 'version')) ?? '' }
      keysOf.set(nameOf(entry), [...(keysOf.get(nameOf(entry)) ?? []), one])
    }
    /** An edge names the version only where the file has several. */
    const lead = (list: Plain): string[] =>
      listOf(list).flatMap((one) => {
        const [version, all] = [textOf(at(one, 'version')), keysOf.get(nameOf(one)) ?? []]
        return all.filter((it) => version === undefined || it.version === version).map(({ key }) => key)
      })
    const groups = (entry: Plain, table: string, scopeOf: (group: string) => Scope) =>
      Object.entries(recordOf(at(entry, table))).flatMap(([group, list]) =>
        lead(list).map((key) => ({ key, scope: scopeOf(group) })),
      )
    const packages: LockedPackage[] = []
    const roots: LockedRoot[] = []
    for (const entry of entries) {
      const key = keyOf(entry)
      const place = ['editable', 'virtual', 'directory'].flatMap(
        (word) => textOf(at(entry, 'source', word)) ?? [],
      )[0]
      const optional = groups(entry, 'optional-dependencies', () => 'optional')
      const version = textOf(at(entry, 'version'))
      if (place !== undefined)
        roots.push({
          key,
          folder: [folder, place === '.' ? '' : place].filter(Boolean).join('/'),
          name: nameOf(entry),
          ...(version ? { version } : {}),
          uses: [
            ...lead(at(entry, 'dependencies')).map((one) => ({ key: one, scope: 'runtime' as const })),
            ...optional,
            ...groups(entry, 'dev-dependencies', groupScope),
          ],
        })
      else
        packages.push({
          key,
          type: 'pypi',
          name: nameOf(entry),
          ...(version ? { version } : {}),
          uses: lead(at(entry, 'dependencies')),
          mayUse: optional.map((one) => one.key),
          ...(at(entry, 'sdist')
            ? hexHash(textOf(at(entry, 'sdist', 'hash')))
            : fileHash(at(entry, 'wheels'))),
        })
    }
    return [lock(packages, { roots })]
  },
}

const nameOf = (entry: Plain): string => pythonName(textOf(at(entry, 'name')) ?? '')
const keyOf = (entry: Plain): string => `${nameOf(entry)}@${textOf(at(entry, 'version')) ?? ''}`
