import type { Component, Dependency } from '../../model/component.ts'
import { withoutGaps } from '../values/observe.ts'
import { purlOf } from '../values/purl.ts'
import type { Report } from './report.ts'

export const purlOfModule = (name: string, version: string | undefined): string | undefined =>
  purlOf({ type: 'golang', name, ...(version && { version }) })

/** The modules of the build, where the report lists them. What has no version is what was scanned. */
export function* componentsOf({ modules, requires }: Report): Generator<Component | Dependency> {
  const told = new Set<string>()
  for (const { path, version } of modules) {
    if (told.has(path)) continue
    told.add(path)
    const purl = purlOfModule(path, version)
    yield withoutGaps({
      type: 'component' as const,
      ref: path,
      name: path,
      version,
      purl,
      root: version ? undefined : true,
    })
  }
  for (const [ref, dependsOn] of requires) {
    const known = dependsOn.filter((path) => told.has(path))
    if (told.has(ref) && known.length > 0) yield { type: 'dependency', ref, dependsOn: [...new Set(known)] }
  }
}
