import { at, listOf, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { named } from './named.ts'

/** https://getcomposer.org/doc/01-basic-usage.md#commit-your-composer-lock-file-to-version-control */
export const composerLock: LockReader = {
  wants: /(?:^|\/)composer\.lock$/,
  read({ text }) {
    const whole = JSON.parse(text) as Plain
    const nameOf = (entry: Plain): string => (textOf(at(entry, 'name')) ?? '').toLowerCase()
    const keys = new Map<string, string>()
    const lists: [string, Scope | undefined][] = [
      ['packages', undefined],
      ['packages-dev', 'development'],
    ]
    const entries = lists.flatMap(([list, scope]) =>
      listOf(at(whole, list)).map((entry) => ({ entry, scope })),
    )
    for (const { entry } of entries) {
      keys.set(nameOf(entry), nameOf(entry))
      // One package may stand for others.
      for (const other of Object.keys(recordOf(at(entry, 'replace'))))
        if (!keys.has(other.toLowerCase())) keys.set(other.toLowerCase(), nameOf(entry))
    }
    const packages = entries.map(({ entry, scope }): LockedPackage => {
      const licenses = textsOf(at(entry, 'license') ?? [])
      const version = textOf(at(entry, 'version'))
      return {
        key: nameOf(entry),
        type: 'composer',
        name: nameOf(entry),
        ...(version ? { version } : {}),
        uses: Object.keys(recordOf(at(entry, 'require'))).flatMap(
          (name) => keys.get(name.toLowerCase()) ?? [],
        ),
        ...(scope ? { scope } : {}),
        // Several of Composer's licences are a choice.
        ...(licenses.length > 1 ? { licenses: [licenses.join(' OR ')] } : licenses[0] ? { licenses } : {}),
        ...abandonedOf(at(entry, 'abandoned')),
        ...hexHash(textOf(at(entry, 'dist', 'shasum')), 'sha1'),
      }
    })
    return [lock(packages, { manifest: 'composer', found: [...keys].map(([name, key]) => [name, [key]]) })]
  },
}

/** `true`, or the package to use instead. */
function abandonedOf(said: Plain): { deprecated?: string } {
  const instead = textOf(said)
  if (instead) return { deprecated: `Use ${instead} instead.` }
  return said === true ? { deprecated: 'Its maintainers have abandoned it.' } : {}
}

export const composerManifest: LockReader = {
  wants: /(?:^|\/)composer\.json$/,
  read({ text }) {
    const whole = JSON.parse(text) as Plain
    const asks = (list: string, scope: Scope) =>
      Object.entries(recordOf(at(whole, list))).map(([name, range]) => ({
        name: name.toLowerCase(),
        ...(textOf(range) ? { range: textOf(range) as string } : {}),
        scope,
      }))
    return [
      {
        fact: 'manifest',
        sort: 'composer',
        ...named(whole),
        asks: [...asks('require', 'runtime'), ...asks('require-dev', 'development')],
      },
    ]
  },
}
