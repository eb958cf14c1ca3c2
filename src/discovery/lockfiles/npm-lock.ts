import {
  at,
  listOf,
  type Plain,
  type PlainRecord,
  recordOf,
  textOf,
} from '../../formats/infrastructure/plain.ts'
import type { LockedPackage, LockedRoot, LockReader, Use } from './contract.ts'
import { integrityHashes } from './hashes.ts'
import { lock } from './lock.ts'

/** https://docs.npmjs.com/cli/configuring-npm/package-lock-json: versions 2 and 3 by place, version 1 as a tree. */
export const npmLock: LockReader = {
  wants: /(?:^|\/)(?:package-lock|npm-shrinkwrap)\.json$/,
  read({ text, folder }) {
    const whole = JSON.parse(text.replace(/^\uFEFF/, '')) as Plain
    const places = at(whole, 'packages')
    return [places === undefined ? treeLock(whole) : placesLock(recordOf(places), folder)]
  },
}

const IN_MODULES = /(?:^|\/)node_modules\/((?:@[^/]+\/)?[^/]+)$/

function placesLock(places: PlainRecord, folder: string) {
  const packages: LockedPackage[] = []
  const roots: LockedRoot[] = []
  /** Where a name leads to that stands in the `package.json` at a place: the nearest `node_modules` above it. */
  const find = (place: string, name: string): string | undefined => {
    for (let here = place; ; here = above(here)) {
      const there = `${here ? `${here}/` : ''}node_modules/${name}`
      if (Object.hasOwn(places, there)) return linked(places, there)
      if (here === '') return undefined
    }
  }
  const keys = (place: string, names: Plain): string[] =>
    Object.keys(recordOf(names)).flatMap((name) => find(place, name) ?? [])
  for (const [place, entry] of Object.entries(places)) {
    if (at(entry, 'link') === true) continue
    const named = IN_MODULES.exec(place)
    if (!named) {
      const use = (list: string, scope: Use['scope']): Use[] =>
        Object.entries(recordOf(at(entry, list))).flatMap(([name, range]) => {
          const key = find(place, name)
          return key === undefined ? [] : [{ key, scope, ...known('range', textOf(range)) }]
        })
      roots.push({
        key: place,
        folder: [folder, place].filter(Boolean).join('/'),
        ...known('name', textOf(at(entry, 'name'))),
        ...known('version', textOf(at(entry, 'version'))),
        uses: [
          ...use('dependencies', 'runtime'),
          ...use('peerDependencies', 'runtime'),
          ...use('optionalDependencies', 'optional'),
          ...use('devDependencies', 'development'),
        ],
      })
      continue
    }
    const optionalPeers = recordOf(at(entry, 'peerDependenciesMeta'))
    const peers = Object.fromEntries(
      Object.entries(recordOf(at(entry, 'peerDependencies'))).filter(
        ([name]) => at(optionalPeers, name, 'optional') !== true,
      ),
    )
    packages.push({
      key: place,
      type: 'npm',
      // An alias has another's name at its place.
      name: textOf(at(entry, 'name')) ?? (named[1] as string),
      ...known('version', textOf(at(entry, 'version'))),
      uses: [...keys(place, at(entry, 'dependencies')), ...keys(place, peers)],
      mayUse: keys(place, at(entry, 'optionalDependencies')),
      ...licensesOf(entry),
      ...known('deprecated', textOf(at(entry, 'deprecated'))),
      ...integrityHashes(textOf(at(entry, 'integrity'))),
    })
  }
  return lock(packages, { roots })
}

const above = (place: string): string => {
  const end = place.lastIndexOf('/node_modules/')
  if (end >= 0) return place.slice(0, end)
  return place.startsWith('node_modules/') ? '' : place.slice(0, Math.max(0, place.lastIndexOf('/')))
}

const linked = (places: PlainRecord, place: string): string =>
  at(places[place], 'link') === true ? (textOf(at(places[place], 'resolved')) ?? place) : place

function licensesOf(entry: Plain): { licenses?: string[] } {
  const said = at(entry, 'license')
  const licenses = (Array.isArray(said) ? listOf(said) : [said]).flatMap(
    (one) => textOf(one) ?? textOf(at(one, 'type')) ?? [],
  )
  return licenses.length > 0 ? { licenses } : {}
}

const known = <Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { [N in Name]?: string }

/** Version 1: who is inside of whom; `requires` are looked up from the inside out. What is direct says `package.json`. */
function treeLock(whole: Plain) {
  const packages: LockedPackage[] = []
  const found: [string, string[]][] = []
  const walk = (dependencies: PlainRecord, outer: readonly [string, PlainRecord][], place: string): void => {
    if (outer.length > 100) throw new Error('nested too deeply')
    const chain = [[place, dependencies] as [string, PlainRecord], ...outer]
    const find = (name: string): string | undefined => {
      const level = chain.find(([, own]) => Object.hasOwn(own, name))
      return level && `${level[0]}/${name}`
    }
    for (const [name, entry] of Object.entries(dependencies)) {
      const key = `${place}/${name}`
      const inner = recordOf(at(entry, 'dependencies'))
      const said = textOf(at(entry, 'version')) ?? ''
      const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(said)
      const innerNames: [string, PlainRecord] = [key, inner]
      const uses = Object.keys(recordOf(at(entry, 'requires'))).flatMap((one) =>
        Object.hasOwn(inner, one) ? `${innerNames[0]}/${one}` : (find(one) ?? []),
      )
      if (place === '') found.push([name, [key]])
      packages.push({
        key,
        type: 'npm',
        name: alias?.[1] ?? name,
        ...known('version', alias?.[2] ?? (said || undefined)),
        uses,
        ...(at(entry, 'dev') === true
          ? { scope: 'development' as const }
          : at(entry, 'optional') === true
            ? { scope: 'optional' as const }
            : {}),
        ...integrityHashes(textOf(at(entry, 'integrity'))),
      })
      walk(inner, chain, key)
    }
  }
  walk(recordOf(at(whole, 'dependencies')), [], '')
  return lock(packages, { manifest: 'npm', found })
}
