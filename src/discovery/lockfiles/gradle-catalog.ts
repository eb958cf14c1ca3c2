import { parse } from 'smol-toml'
import { at, type Plain, recordOf, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { GradleCatalog, LockReader } from './contract.ts'

/** `gradle/libs.versions.toml`: https://docs.gradle.org/current/userguide/version_catalogs.html#sec:version-catalog-declaration */
export const gradleCatalog: LockReader = {
  wants: /(?:^|\/)[\w-]+\.versions\.toml$/,
  read({ text }) {
    const whole = parse(text) as unknown as Plain
    const versions = Object.entries(recordOf(at(whole, 'versions'))).flatMap(([name, said]) => {
      const version = versionOf(said)
      return version ? [[accessorOf(name), version] as [string, string]] : []
    })
    const known = new Map(versions)
    const libraries = Object.entries(recordOf(at(whole, 'libraries'))).flatMap(
      ([name, said]): GradleCatalog['libraries'] => {
        const coordinates =
          textOf(said) ??
          textOf(at(said, 'module')) ??
          `${textOf(at(said, 'group')) ?? ''}:${textOf(at(said, 'name')) ?? ''}`
        const [group, artifact, own] = coordinates.split(':')
        if (!group || !artifact) return []
        const ref = textOf(at(said, 'version', 'ref'))
        const version = own ?? (ref ? known.get(accessorOf(ref)) : versionOf(at(said, 'version')))
        return [[accessorOf(name), { group, artifact, ...(version ? { version } : {}) }]]
      },
    )
    const bundles = Object.entries(recordOf(at(whole, 'bundles'))).map(([name, list]): [string, string[]] => [
      accessorOf(name),
      textsOf(list).map(accessorOf),
    ])
    return [{ fact: 'gradle-catalog', catalog: { versions, libraries, bundles } }]
  },
}

/** A text, or a rich version: what is demanded most strictly counts. */
const versionOf = (said: Plain): string | undefined =>
  textOf(said) ?? ['strictly', 'require', 'prefer'].flatMap((word) => textOf(at(said, word)) ?? [])[0]

/** `ktor-server_core` is `libs.ktor.server.core` in scripts. */
const accessorOf = (name: string): string => name.replace(/[-_]/g, '.')
