import type { Component, Dependency } from '../../model/component.ts'
import { withoutGaps } from '../values/observe.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { type FilePart, type Identity, type Parts, pathOf } from './parts.ts'

/** The packages of a report and who is made of whom. Files that are no known product are no packages. */
export function* componentsOf({ files, packages }: Parts): Generator<Component | Dependency> {
  const named = new Set<string>()
  for (const [ref, file] of files)
    if (file.identity?.product) {
      named.add(ref)
      yield componentOf(ref, file.identity, file)
    }
  for (const [ref, identity] of packages)
    if (identity.product) {
      named.add(ref)
      yield componentOf(ref, identity)
    }
  for (const [ref, { identity }] of files) {
    const dependsOn = (identity?.dependencies ?? []).filter((id) => named.has(id))
    if (named.has(ref) && dependsOn.length > 0) yield { type: 'dependency', ref, dependsOn }
  }
}

function componentOf(ref: string, identity: Identity, file?: FilePart): Component {
  const { product, version, purl, cpe, license, publisher } = identity
  return withoutGaps({
    type: 'component' as const,
    ref,
    name: packageOfPurl(purl)?.name ?? (product as string),
    version,
    purl,
    cpe,
    licenses: license ? [licenseIn(license)] : [],
    supplier: publisher,
    ...(file && {
      componentType: 'file',
      hashes: Object.fromEntries(file.hashes),
      // What was scanned is the one file without a path.
      ...(file.path ? { path: pathOf(file) } : { root: true }),
    }),
  })
}

/** `Permissive (MIT)`: the family before it is the tool's own. */
const licenseIn = (license: string): string => /\(([^()]+)\)$/.exec(license)?.[1] ?? license
