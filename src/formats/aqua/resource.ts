import { z } from 'zod'
import type { AffectedComponent, Observation } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { anything, label, listOf, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import type { Scan } from './image.ts'
import { observationOf, vulnerabilitySchema } from './vulnerability.ts'

export const resourceSchema = z.object({
  name: text,
  version: label,
  format: text,
  path: text,
  arch: text,
  cpe: text,
  license: text,
  hash: text,
  layer_digest: text,
  sensitive_items: texts,
  malware: texts,
})

export type Resource = z.output<typeof resourceSchema>

const entrySchema = z.object({
  resource: resourceSchema.refine(({ name, path, cpe }) => name ?? path ?? cpe, { path: ['name'] }),
  vulnerabilities: z.array(anything).nullish(),
  sensitive_data_items: listOf(z.object({ type: text })),
  malware: listOf(z.union([z.string(), z.object({ malware: text, name: text })])),
})

/** A package or file of the image as a component, and what is known of it. */
export function* resourceItems(element: Element, scan: Partial<Scan>): Generator<Item> {
  const read = shaped(entrySchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { resource, vulnerabilities } = read.value
  const component = componentOf(resource, scan)
  yield withoutGaps({
    type: 'component' as const,
    ref: element.where,
    name: component.name,
    version: component.version,
    purl: component.purl,
    cpe: resource.cpe?.startsWith('cpe:') ? resource.cpe : undefined,
    componentType: resource.format ? 'library' : 'file',
    licenses: resource.license?.split(/\s*,\s*/).filter(Boolean) ?? [],
    hashes: hashesOf(resource),
    path: component.path,
  })
  yield* foundInFile(read.value, element)
  for (const [index, value] of (vulnerabilities ?? []).entries()) {
    const { vulnerabilities: _, ...others } = element.value as Record<string, unknown>
    yield* vulnerabilityItems(
      { where: `${element.where}/vulnerabilities/${index}`, value },
      component,
      (one) => JSON.stringify({ ...others, vulnerabilities: [one] }),
    )
  }
}

/** A vulnerability; an erratum with the flaws that it is about is those flaws. */
function* vulnerabilityItems(
  { where, value }: { where: string; value: unknown },
  component: AffectedComponent,
  rawOf: (value: unknown) => string,
): Generator<Item> {
  const refs = (Object(value) as { ref_vulns?: unknown }).ref_vulns
  if (Array.isArray(refs) && refs.length > 0) {
    const erratum = (value as { name?: unknown }).name
    for (const [index, one] of refs.entries()) {
      const found = shaped(vulnerabilitySchema, { where: `${where}/ref_vulns/${index}`, value: one })
      const tags = typeof erratum === 'string' && erratum ? [erratum] : []
      yield found.type === 'problem' ? found : observationOf(found.value, component, rawOf(one), tags)
    }
    return
  }
  const found = shaped(vulnerabilitySchema, { where, value })
  yield found.type === 'problem' ? found : observationOf(found.value, component, rawOf(value))
}

/** Keys and malicious software in a file. Of a key its kind is told, never the key. */
function* foundInFile(
  { resource, sensitive_data_items, malware }: z.output<typeof entrySchema>,
  element: Element,
): Generator<Item> {
  const path = resource.path && relativePath(resource.path)
  const place: Partial<Observation> = path ? { location: { path } } : {}
  const kept = sensitive_data_items.flatMap(({ type }) => type ?? [])
  for (const type of kept.length > 0 ? kept : resource.sensitive_items)
    yield observe({
      kind: 'secret',
      rule: type,
      title: `${type} in ${resource.name ?? path ?? 'a file'}`,
      severity: 'unknown',
      ...place,
      raw: element.text,
    })
  const names = malware.map((one) => (typeof one === 'string' ? one : (one.malware ?? one.name)))
  for (const name of names.length > 0 ? names : resource.malware)
    if (name)
      yield observe({
        kind: 'malware',
        rule: name,
        title: `${name} in ${resource.name ?? path ?? 'a file'}`,
        severity: 'unknown',
        ...place,
        raw: element.text,
      })
    else yield problem(element.where, 'malicious software without a name is left out')
}

function hashesOf({ hash }: Resource): Record<string, string> | undefined {
  const [, algorithm, value] = /^(\w+):([\da-f]+)$/i.exec(hash ?? '') ?? []
  return algorithm && value ? { [algorithm]: value } : undefined
}

const SYSTEMS = ['deb', 'rpm', 'apk']

export function componentOf(resource: Resource, { os = '' }: Partial<Scan>): AffectedComponent {
  const path = (resource.path && relativePath(resource.path)) || undefined
  const name = resource.name ?? path ?? (resource.cpe as string)
  const type = purlTypeOf(resource.format)
  const isSystem = type !== undefined && SYSTEMS.includes(type)
  // Java's packages are often named without their group.
  const isNamed = type !== undefined && (type !== 'maven' || name.includes(':'))
  const coordinates = {
    name,
    version: resource.version ?? '',
    ...(isSystem && { namespace: os, qualifiers: resource.arch ? { arch: resource.arch } : undefined }),
  }
  return {
    name,
    version: resource.version,
    purl: isNamed ? purlOf({ type, ...coordinates }) : undefined,
    path,
  }
}
