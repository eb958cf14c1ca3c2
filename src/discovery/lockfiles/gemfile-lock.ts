import type { Ask, LockedPackage, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { foundBy } from './pipfile-lock.ts'

/** Gemfile.lock: sections of indented lines. https://bundler.io/man/gemfile.5.html */
export const gemfileLock: LockReader = {
  wants: /(?:^|\/)(?:Gemfile|gems)\.lock(?:ed)?$/,
  read({ text, folder }) {
    const packages: (LockedPackage & { asks: string[] })[] = []
    const own: { name: string; version: string; asks: string[] }[] = []
    const direct = new Map<string, string>()
    let section = ''
    let open: { asks: string[] } | undefined
    const hashes = new Map<string, string>()
    for (const line of text.split(/\r?\n/)) {
      const [, indent = '', name = '', said = '', rest = ''] =
        /^( *)([^\s(!]{1,300})!?(?: \(([^)]{0,300})\))?!?(?: (.*))?$/.exec(line) ?? []
      if (indent === '' && name) section = name
      else if (section === 'DEPENDENCIES' && indent.length === 2) direct.set(name, said)
      else if (section === 'CHECKSUMS' && indent.length === 2)
        hashes.set(`${name} ${said}`, rest.replace('=', ':'))
      else if (indent.length === 4 && said) {
        // A gem for one platform has it behind the version.
        const version = said.replace(/-(?!\d).*$/, '')
        if (section === 'PATH') {
          const member = { name, version, asks: [] }
          own.push(member)
          open = member
        } else {
          const one = { key: `${name} ${said}`, type: 'gem', name, version, asks: [] }
          packages.push(one)
          open = one
        }
      } else if (indent.length === 6 && name) open?.asks.push(name)
    }
    const found = foundBy(packages)
    const keysOf = new Map(found)
    const locked = packages.map(
      ({ asks, ...one }): LockedPackage => ({
        ...one,
        uses: asks.flatMap((name) => keysOf.get(name) ?? []),
        ...hexHash(hashes.get(one.key)),
      }),
    )
    const use = (names: Iterable<string>) =>
      [...names].flatMap((name) => {
        const range = direct.get(name)
        return (keysOf.get(name) ?? []).map((key) => ({
          key,
          scope: 'runtime' as const,
          ...(range ? { range } : {}),
        }))
      })
    // What lies in the tree itself is built here: what it uses, the project uses.
    const uses = use(new Set([...direct.keys(), ...own.flatMap(({ asks }) => asks)]))
    return [lock(locked, { roots: [{ folder, uses }], manifest: 'bundler', found })]
  },
}

/** Groups of a Gemfile, as far as they are written out: in blocks, and on a gem's own line. */
export const gemfileManifest: LockReader = {
  wants: /(?:^|\/)Gemfile$/,
  read({ text }) {
    const asks: Ask[] = []
    const blocks: Scope[] = []
    for (const line of text.split('\n')) {
      const group = /^\s*group\s*\(?([^)]*?)\)?\s+do\b/.exec(line)?.[1]
      if (group !== undefined) blocks.push(groupsScope(group))
      else if (/\bdo\b(?:\s*\|[^|]*\|)?\s*$/.test(line)) blocks.push(blocks.at(-1) ?? 'runtime')
      else if (/^\s*end\b/.test(line)) blocks.pop()
      const [, name, rest = ''] = /^\s*gem\s*\(?\s*["']([\w.-]{1,200})["'](.*)/.exec(line) ?? []
      const own = /\bgroups?:\s*(\[[^\]]*\]|:\w+)|:groups?\s*=>\s*(\[[^\]]*\]|:\w+)/.exec(line)
      const range = rangeIn(rest)
      if (name)
        asks.push({
          name,
          ...(range ? { range } : {}),
          scope: own ? groupsScope(own[1] ?? own[2] ?? '') : (blocks.at(-1) ?? 'runtime'),
        })
    }
    return asks.length > 0 ? [{ fact: 'manifest', sort: 'bundler', asks }] : []
  },
}

/** The requirements that follow a gem's name: `, "~> 5.2", ">= 5.2.1", require: false` → `~> 5.2, >= 5.2.1`. */
const rangeIn = (rest: string): string =>
  [...(/^(?:\s*,\s*["'][^"']{1,100}["'](?!\s*=>))*/.exec(rest)?.[0].matchAll(/["']([^"']+)["']/g) ?? [])]
    .map(([, one]) => one)
    .join(', ')

function groupsScope(groups: string): Scope {
  const names = groups.match(/\w+/g) ?? []
  if (names.every((name) => /^test/.test(name))) return 'test'
  return names.every((name) => /^(?:test|development|dev|ci|lint|doc)/.test(name)) ? 'development' : 'runtime'
}
