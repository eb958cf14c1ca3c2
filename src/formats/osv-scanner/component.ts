import type { Component } from '../../model/component.ts'
import { byWord } from '../values/by-word.ts'
import { withoutGaps } from '../values/observe.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import type { ScannedPackage } from './schema.ts'

/** What names the package, in components and in findings alike. */
export interface Identity {
  name: string
  version: string | undefined
  purl: string | undefined
  /** Lockfile or other file that brings it in. */
  path: string | undefined
}

/** Undefined when the package has neither a name nor a commit. */
export function identityOf({ package: scanned }: ScannedPackage, path?: string): Identity | undefined {
  const name = scanned.os_package_name ?? scanned.name ?? scanned.commit
  return name
    ? { name, version: scanned.version ?? scanned.commit, purl: purlFrom(name, scanned), path }
    : undefined
}

/** Ecosystems of OSV that other tools have no word for: https://ossf.github.io/osv-schema/#affectedpackage-field */
const TYPES: Record<string, string> = byWord({
  conancenter: 'conan',
  'rocky linux': 'rpm',
  bitnami: 'bitnami',
})

/** Distributions stand in the package URL's namespace. */
const NAMESPACES: Record<string, string> = byWord({
  debian: 'debian',
  ubuntu: 'ubuntu',
  alpine: 'alpine',
  wolfi: 'wolfi',
  chainguard: 'chainguard',
  'red hat': 'redhat',
  'rocky linux': 'rocky',
  almalinux: 'almalinux',
  suse: 'suse',
  opensuse: 'opensuse',
})

function purlFrom(name: string, { ecosystem, version }: ScannedPackage['package']): string | undefined {
  const word = ecosystem?.toLowerCase().replace(/:.*$/, '') ?? ''
  const type = purlTypeOf(word) ?? (Object.hasOwn(TYPES, word) ? TYPES[word] : undefined)
  if (!type) return undefined
  const namespace = Object.hasOwn(NAMESPACES, word) ? NAMESPACES[word] : undefined
  return purlOf({ type, name, ...(namespace && { namespace }), ...(version && { version }) })
}

export const componentOf = (scanned: ScannedPackage, identity: Identity, ref: string): Component =>
  withoutGaps({
    type: 'component' as const,
    ref,
    ...identity,
    licenses: scanned.licenses.filter((license) => license !== 'UNKNOWN'),
    scope: scopeOf(scanned.dependency_groups),
  })

/** Words of lockfiles for dependencies that are not there at run time. */
const SCOPES: [RegExp, Component['scope']][] = [
  [/^(?:dev|development|dev-dependencies|require-dev|build)$/i, 'development'],
  [/^tests?$/i, 'test'],
  [/^optional$/i, 'optional'],
]

/** A package that any other group needs too is needed. */
const scopeOf = (groups: string[]): Component['scope'] =>
  groups.length === 0 ? undefined : SCOPES.find(([words]) => groups.every((group) => words.test(group)))?.[1]
