import type { Component, Dependency } from '../../model/component.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { packagePurl } from './component.ts'
import { dependencyFileSchema, dependencySchema } from './schema.ts'

/** What a lockfile or manifest lists, and which package brings each in. */
export function* fileItems(element: Element): Generator<Component | Dependency | Problem> {
  const file = shaped(dependencyFileSchema, element)
  if (file.type === 'problem') {
    yield file
    return
  }
  const { path, package_manager, dependencies } = file.value
  for (const [index, value] of dependencies.entries()) {
    const entry = shaped(dependencySchema, { where: `${element.where}/dependencies/${index}`, value })
    if (entry.type === 'problem') {
      yield entry
      continue
    }
    const { package: named, version, direct, iid, dependency_path } = entry.value
    const name = named?.name as string
    const ref = iid ? refOf(path, iid) : refOf(path, version ? `${name}@${version}` : name)
    const purl = packagePurl(package_manager, name, version)
    yield withoutGaps({
      type: 'component' as const,
      ref,
      name,
      version,
      purl,
      direct,
      path: relativePath(path) || undefined,
    })
    const parent = dependency_path.at(-1)?.iid
    if (parent) yield { type: 'dependency', ref: refOf(path, parent), dependsOn: [ref] }
  }
}

const refOf = (path: string, key: string): string => `${path}#${key}`
