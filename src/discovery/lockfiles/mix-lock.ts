import type { LockedPackage, LockReader, Scope } from './contract.ts'
import { hexHash } from './hashes.ts'
import { lock } from './lock.ts'
import { foundBy } from './pipfile-lock.ts'

/** mix.lock is a map in Elixir, one package a line: `"name": {:hex, :name, "1.0.0", "hash", [:mix], [{:other, …}], "hexpm", "outer"},` */
export const mixLock: LockReader = {
  wants: /(?:^|\/)mix\.lock$/,
  read({ text }) {
    const flaws: string[] = []
    const packages = text.split('\n').flatMap((line): (LockedPackage & { asks: string[] })[] => {
      const [, key, kind, rest = ''] = /^\s*"([^"]{1,200})":\s*\{:(\w+),\s*(.*)$/.exec(line) ?? []
      if (!key) return []
      if (kind !== 'hex') {
        flaws.push(`${key} comes from ${kind}, which has no version: it is left out.`)
        return []
      }
      const [, name = key, version, inner] =
        /^:"?([\w.-]+)"?,\s*"([^"]{1,200})",\s*"([0-9a-f]*)"/.exec(rest) ?? []
      if (!version) return []
      const outer = /"([0-9a-f]{64})"\}/.exec(rest)?.[1]
      const asks = [...rest.matchAll(/\{:"?([\w.-]{1,200})"?,\s*"/g)].map(([, one]) => one as string)
      return [{ key, type: 'hex', name, version, asks, ...hexHash(outer ?? inner) }]
    })
    const found = foundBy(packages)
    const keysOf = new Map(found)
    const locked = packages.map(
      ({ asks, ...one }): LockedPackage => ({ ...one, uses: asks.flatMap((name) => keysOf.get(name) ?? []) }),
    )
    return [lock(locked, { manifest: 'mix', found, flaws })]
  },
}

export const mixManifest: LockReader = {
  wants: /(?:^|\/)mix\.exs$/,
  read({ text }) {
    const asks = [...text.matchAll(/\{:(\w{1,200}),([^}\n]{0,500})\}/g)].map(([, name = '', rest = '']) => ({
      name,
      ...rangeOf(rest),
      scope: scopeOf(rest),
    }))
    const app = /\bapp:\s*:(\w{1,200})/.exec(text)?.[1]
    return [{ fact: 'manifest', sort: 'mix', ...(app ? { name: app } : {}), asks }]
  },
}

function rangeOf(rest: string): { range?: string } {
  const range = /^\s*"([^"]{1,200})"/.exec(rest)?.[1]
  return range ? { range } : {}
}

function scopeOf(rest: string): Scope {
  const only = /\bonly:\s*(\[[^\]]*\]|:\w+)/.exec(rest)?.[1]?.match(/\w+/g)
  if (!only) return /\boptional:\s*true/.test(rest) ? 'optional' : 'runtime'
  if (only.includes('prod')) return 'runtime'
  return only.every((one) => one === 'test') ? 'test' : 'development'
}
