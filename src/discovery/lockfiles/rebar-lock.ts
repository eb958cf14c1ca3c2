import type { LockedPackage, LockReader } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'

/**
 * rebar.lock, terms of Erlang: `{<<"cowboy">>,{pkg,<<"cowboy">>,<<"2.9.0">>},0}`, where 0 is what the project asks for itself, and
 * `{pkg_hash_ext, …}` with the digests of the archives. https://rebar3.org/docs/configuration/dependencies/#lock-files
 */
export const rebarLock: LockReader = {
  wants: /(?:^|\/)rebar\.lock$/,
  read({ text, folder }) {
    const [, digestsText = ''] = text.split(/\{pkg_hash_ext,/)
    const digests = new Map(
      [...digestsText.matchAll(/<<"([\w.-]{1,200})">>,\s*<<"([0-9A-Fa-f]{64})">>/g)].map(
        ([, name = '', digest]) => [name, digest],
      ),
    )
    const flaws: string[] = []
    const packages = [
      ...text.matchAll(
        /\{<<"([\w.-]{1,200})">>,\s*\{(\w{1,20}),\s*<?<?"([^"]{1,300})">?>?(?:,\s*<<"([^"]{1,200})">>)?[^}]{0,500}\}[^{}]{0,200}\s*\}?,\s*(\d+)\}/g,
      ),
    ].flatMap(([, app = '', kind, name = app, version, level]): LockedPackage[] => {
      if (kind !== 'pkg' || !version) {
        flaws.push(`${app} comes from ${kind}, which has no version: it is left out.`)
        return []
      }
      return [{ key: app, type: 'hex', name, version, direct: level === '0', ...hexHash(digests.get(app)) }]
    })
    const uses = packages
      .filter(({ direct }) => direct)
      .map(({ key }) => ({ key, scope: 'runtime' as const }))
    return [lock(packages, { roots: [{ folder, uses }], flaws })]
  },
}
