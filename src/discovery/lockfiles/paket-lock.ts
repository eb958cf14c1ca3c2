import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { lock } from './lock.ts'

/**
 * paket.lock: groups of sources, packages indented by four, what each needs by six: https://fsprojects.github.io/Paket/lock-file.html. What
 * nothing else needs is taken to be direct: `paket.dependencies` may ask for others too.
 */
export const paketLock: LockReader = {
  wants: /(?:^|\/)paket\.lock$/,
  read({ text, folder }) {
    const packages = new Map<string, LockedPackage>()
    let [group, source] = ['', '']
    let open: LockedPackage | undefined
    for (const line of text.split(/\r?\n/)) {
      const heading = /^(?:GROUP\s+(\S+)|([A-Z]+)\s*)$/.exec(line)
      if (heading) {
        if (heading[1]) group = heading[1].toLowerCase()
        else source = heading[2] ?? ''
        open = undefined
      }
      if (source !== 'NUGET') continue
      const [, indent = '', name = '', said] =
        /^( {4}| {6})([\w.-]{1,200})(?:\s+\(([^)]{1,200})\))?/.exec(line) ?? []
      if (indent.length === 4 && said) {
        open = {
          key: keyOf(group, name),
          type: 'nuget',
          name,
          version: said,
          uses: [],
          scope: scopeOf(group),
        }
        packages.set(open.key, open)
      } else if (indent.length === 6) open?.uses?.push(keyOf(group, name))
    }
    const needed = new Set([...packages.values()].flatMap(({ uses = [] }) => uses))
    const uses = [...packages.values()]
      .filter(({ key }) => !needed.has(key))
      .map(({ key, scope = 'runtime' }) => ({ key, scope }))
    return packages.size > 0 ? [lock([...packages.values()], { roots: [{ folder, uses }] })] : []
  },
}

const keyOf = (group: string, name: string): string => `${group} ${name.toLowerCase()}`

function scopeOf(group: string): Scope {
  if (/test/.test(group)) return 'test'
  return /^(?:build|docs?|tools?|fake|benchmarks?|analyzers?|formatting)$/.test(group)
    ? 'development'
    : 'runtime'
}
