import { parse } from 'smol-toml'
import { at, listOf, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { lock } from './lock.ts'
import { fileHash } from './python-files.ts'
import { groupScope } from './python-manifest.ts'
import { pythonName } from './python-name.ts'

/** https://python-poetry.org/docs/basic-usage/#installing-with-poetrylock */
export const poetryLock: LockReader = {
  wants: /(?:^|\/)poetry\.lock$/,
  read({ text }) {
    const whole = parse(text) as unknown as Plain
    const entries = listOf(at(whole, 'package'))
    // A package may be there in several versions, for several platforms.
    const keysOf = new Map<string, string[]>()
    const keyOf = (entry: Plain): string => `${nameOf(entry)}@${textOf(at(entry, 'version')) ?? ''}`
    for (const entry of entries)
      keysOf.set(nameOf(entry), [...(keysOf.get(nameOf(entry)) ?? []), keyOf(entry)])
    const packages = entries.map((entry): LockedPackage => {
      const wanted = Object.entries(recordOf(at(entry, 'dependencies')))
      const may = ([, said]: [string, Plain]): boolean => at(said, 'optional') === true
      const keys = (list: [string, Plain][]): string[] =>
        list.flatMap(([name]) => keysOf.get(pythonName(name)) ?? [])
      return {
        key: keyOf(entry),
        type: 'pypi',
        name: nameOf(entry),
        version: textOf(at(entry, 'version')) ?? '',
        uses: keys(wanted.filter((one) => !may(one))),
        mayUse: keys(wanted.filter(may)),
        ...saidScope(entry),
        // Before version 2 of the lockfile, files stand in a table of their own.
        ...fileHash(at(entry, 'files') ?? at(whole, 'metadata', 'files', textOf(at(entry, 'name')) ?? '')),
      }
    })
    return [lock(packages, { manifest: 'python', found: [...keysOf] })]
  },
}

const nameOf = (entry: Plain): string => pythonName(textOf(at(entry, 'name')) ?? '')

const ORDER: readonly Scope[] = ['runtime', 'optional', 'test', 'development']

/** Groups since Poetry 2.0, categories until 1.4. */
function saidScope(entry: Plain): { scope?: Scope } {
  const groups = textsOf(at(entry, 'groups') ?? at(entry, 'category') ?? [])
  if (groups.length === 0) return {}
  const scopes = groups.map(groupScope)
  const scope = ORDER.find((one) => scopes.includes(one)) as Scope
  return { scope: scope === 'runtime' && at(entry, 'optional') === true ? 'optional' : scope }
}
