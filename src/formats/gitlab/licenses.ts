import type { Component } from '../../model/component.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { shaped } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { packagePurl } from './component.ts'
import { licensedSchema, licenseSchema } from './schema.ts'

/** SPDX ids stay; what has none is known by its name. */
export function namesOfLicenses(licenses: unknown[] | undefined): Map<string, string> {
  const names = new Map<string, string>()
  for (const value of licenses ?? []) {
    const { id, name } = readBy(licenseSchema, value) ?? {}
    if (id && name && !/^[A-Za-z0-9.+-]+$/.test(id)) names.set(id, name)
  }
  return names
}

/** A package of a licence report. */
export function licensedItem(element: Element, names: Map<string, string>): Component | Problem {
  const entry = shaped(licensedSchema, element)
  if (entry.type === 'problem') return entry
  const { name, version, package_manager, path, licenses } = entry.value
  return withoutGaps({
    type: 'component' as const,
    ref: element.where,
    name,
    version,
    purl: packagePurl(package_manager, name, version),
    licenses: licenses.map((id) => names.get(id) ?? id),
    path: (path && relativePath(path)) || undefined,
  })
}
