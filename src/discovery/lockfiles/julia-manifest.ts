import { parse } from 'smol-toml'
import { at, listOf, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockReader } from './contract.ts'
import { lock } from './lock.ts'

/** Manifest.toml of Julia, formats 1 and 2: https://pkgdocs.julialang.org/v1/toml-files/#Manifest.toml */
export const juliaManifest: LockReader = {
  wants: /(?:^|\/)(?:Julia)?Manifest(?:-v[\d.]+)?\.toml$/,
  read({ text }) {
    const whole = parse(text) as unknown as Plain
    const entries = Object.entries(recordOf(at(whole, 'deps') ?? whole)).flatMap(([name, list]) =>
      listOf(list).map((entry) => ({ name, entry, key: textOf(at(entry, 'uuid')) ?? name })),
    )
    const keysOf = Map.groupBy(entries, ({ name }) => name)
    // The standard library comes with Julia, and what has a path is own code.
    const packages = entries.flatMap(({ name, entry, key }): LockedPackage[] => {
      const [version, uuid] = [textOf(at(entry, 'version')), textOf(at(entry, 'uuid'))]
      if (!version || !uuid || at(entry, 'path') !== undefined || at(entry, 'git-tree-sha1') === undefined)
        return []
      const deps = at(entry, 'deps')
      const uses = Array.isArray(deps)
        ? textsOf(deps).flatMap((one) => (keysOf.get(one) ?? []).map((it) => it.key))
        : Object.values(recordOf(deps)).flatMap((one) => textOf(one) ?? [])
      return [{ key, type: 'julia', name, version, qualifiers: { uuid }, uses }]
    })
    return packages.length > 0 ? [lock(packages)] : []
  },
}
