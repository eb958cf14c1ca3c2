import { at, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { integrityHashes } from './hashes.ts'
import { lock } from './lock.ts'

/** deno.lock, versions 2 to 5: packages of npm and JSR. https://docs.deno.com/runtime/fundamentals/modules/#integrity-checking-and-lock-files */
export const denoLock: LockReader = {
  wants: /(?:^|\/)deno\.lock$/,
  read({ text, folder }) {
    const whole = JSON.parse(text) as Plain
    // Version 3 keeps all of it under one word more, version 2 npm's.
    const kept = at(whole, 'packages') ?? whole
    const entries = new Map<string, { type: 'npm' | 'jsr'; said: string; entry: Plain }>(
      (['npm', 'jsr'] as const).flatMap((type) =>
        Object.entries(recordOf(at(kept, type, 'packages') ?? at(kept, type))).map(
          ([said, entry]) => [`${type}:${said}`, { type, said, entry }] as const,
        ),
      ),
    )
    const specifiers = { ...recordOf(at(kept, 'specifiers')), ...recordOf(at(kept, 'npm', 'specifiers')) }
    const byName = Map.groupBy([...entries.keys()], nameOf)
    /** `npm:name@range` → `npm:name@1.0.0`, `1.0.0` in later versions, perhaps with the peers that it was chosen for. */
    const lead = (type: string, said: string): string[] => {
      const whole = /^(?:npm|jsr):/.test(said) ? said : `${type}:${said}`
      if (entries.has(whole)) return [whole]
      const chosen = textOf(specifiers[whole]) ?? textOf(specifiers[said])
      const named =
        chosen && [chosen, `${nameOf(whole)}@${chosen}`, `${type}:${chosen}`].find((one) => entries.has(one))
      if (named) return [named]
      const known = byName.get(nameOf(whole)) ?? []
      return known.length === 1 ? known : []
    }
    const leadAll = (type: string, list: Plain): string[] =>
      // Version 3 has records of names and what they lead to.
      (Array.isArray(list)
        ? textsOf(list)
        : Object.values(recordOf(list)).flatMap((one) => textOf(one) ?? [])
      ).flatMap((said) => lead(type, said))
    const packages = [...entries].map(([key, { type, said, entry }]): LockedPackage => {
      const [, name = '', version] = /^(@?[^@]+)@([^_]+)/.exec(said) ?? []
      const integrity = textOf(at(entry, 'integrity'))
      return {
        key,
        type,
        name,
        ...(version ? { version } : {}),
        uses: leadAll(type, at(entry, 'dependencies')),
        mayUse: [
          ...leadAll(type, at(entry, 'optionalDependencies')),
          ...leadAll(type, at(entry, 'optionalPeers')),
        ],
        // JSR's is of a package's list of files.
        ...(type === 'npm' ? integrityHashes(integrity) : {}),
      }
    })
    const root = (place: string, said: Plain) => ({
      folder: [folder, place].filter(Boolean).join('/'),
      uses: [at(said, 'dependencies'), at(said, 'packageJson', 'dependencies')]
        .flatMap((list) => textsOf(list ?? []))
        .flatMap((one) =>
          lead('npm', one).map((key) => ({ key, scope: 'runtime' as const, range: rangeOf(one) })),
        ),
    })
    const workspace = at(whole, 'workspace')
    const members = Object.entries(recordOf(at(workspace, 'members'))).map(([place, said]) =>
      root(place, said),
    )
    const used = members.filter(({ uses }) => uses.length > 0)
    return [lock(packages, { roots: [root('', workspace), ...used] })]
  },
}

/** `npm:@scope/name@1.0.0` → `npm:@scope/name`. */
const nameOf = (said: string): string => /^\w+:@?[^@]*/.exec(said)?.[0] ?? said

const rangeOf = (said: string): string => /^\w+:@?[^@]+@(.*)$/.exec(said)?.[1] ?? '*'
