import { parse } from 'smol-toml'
import { at, listOf, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { Ask, LockedPackage, LockedRoot, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { named } from './named.ts'

/** https://doc.rust-lang.org/cargo/guide/cargo-toml-vs-cargo-lock.html: what has no source is built here. */
export const cargoLock: LockReader = {
  wants: /(?:^|\/)Cargo\.lock$/,
  read({ text, folder }) {
    const whole = parse(text) as unknown as Plain
    const entries = listOf(at(whole, 'package'))
    const keysOf = new Map<string, string[]>()
    for (const entry of entries) {
      const [name, version] = [textOf(at(entry, 'name')) ?? '', textOf(at(entry, 'version')) ?? '']
      for (const word of [name, `${name} ${version}`])
        keysOf.set(word, [...(keysOf.get(word) ?? []), `${name} ${version}`])
    }
    const packages: LockedPackage[] = []
    const roots: LockedRoot[] = []
    for (const entry of entries) {
      const [name, version] = [textOf(at(entry, 'name')) ?? '', textOf(at(entry, 'version')) ?? '']
      const key = `${name} ${version}`
      // An edge has version and source only where the name alone does not tell.
      const uses = textsOf(at(entry, 'dependencies') ?? []).flatMap(
        (one) => keysOf.get(one.split(' ').slice(0, 2).join(' ')) ?? [],
      )
      if (textOf(at(entry, 'source')) === undefined)
        roots.push({
          key,
          folder,
          name,
          version,
          uses: uses.map((one) => ({ key: one, scope: 'runtime' })),
        })
      else
        packages.push({
          key,
          type: 'cargo',
          name,
          version,
          uses,
          // The first version of the format has the hashes in a table of their own.
          ...hexHash(
            textOf(at(entry, 'checksum')) ??
              textOf(at(whole, 'metadata', `checksum ${key} (${textOf(at(entry, 'source')) ?? ''})`)),
          ),
        })
    }
    return [lock(packages, { roots, manifest: 'cargo', found: [...keysOf] })]
  },
}

const rangeOf = (range: string | undefined): { range?: string } => (range ? { range } : {})

/** https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html; what a build script uses is not in what runs. */
export const cargoManifest: LockReader = {
  wants: /(?:^|\/)Cargo\.toml$/,
  read({ text }) {
    const whole = parse(text) as unknown as Plain
    const asksOf = (table: Plain, scope: Scope): Ask[] =>
      Object.entries(recordOf(table)).map(([name, said]) => ({
        name: textOf(at(said, 'package')) ?? name,
        ...rangeOf(textOf(said) ?? textOf(at(said, 'version'))),
        scope: scope === 'runtime' && at(said, 'optional') === true ? 'optional' : scope,
      }))
    const asks = [whole, ...Object.values(recordOf(at(whole, 'target')))].flatMap((one) => [
      ...asksOf(at(one, 'dependencies'), 'runtime'),
      ...asksOf(at(one, 'build-dependencies'), 'development'),
      ...asksOf(at(one, 'dev-dependencies'), 'development'),
    ])
    const who = named(at(whole, 'package'))
    return who.name ? [{ fact: 'manifest', sort: 'cargo', ...who, asks }] : []
  },
}
