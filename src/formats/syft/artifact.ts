import { z } from 'zod'
import type { Component } from '../../model/component.ts'
import { label, listOf, needed, part, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'

/** Licenses and CPEs were texts before they were objects. */
const license = z.union([z.string(), z.object({ value: text, spdxExpression: text })])
const cpe = z.union([z.string(), z.object({ cpe: z.string() })])

export const artifactSchema = z.object({
  id: text,
  name: needed,
  version: label,
  type: text,
  purl: text,
  cpes: listOf(cpe),
  licenses: listOf(license),
  locations: listOf(z.object({ path: text, annotations: part(z.object({ evidence: text })) })),
  metadata: part(
    z.object({
      maintainer: text,
      vendor: text,
      digest: listOf(z.object({ algorithm: z.string(), value: z.string() })),
    }),
  ),
})

export function componentOf(from: z.output<typeof artifactSchema>, where: string): Component {
  const primary =
    from.locations.find(({ annotations }) => annotations?.evidence === 'primary') ?? from.locations[0]
  const hashes = from.metadata?.digest.filter(({ value }) => value !== '') ?? []
  const [first] = from.cpes.map((one) => (typeof one === 'string' ? one : one.cpe))
  const purl = keptPurl(from.purl, from.name)
  return withoutGaps({
    type: 'component' as const,
    ref: from.id ?? where,
    name: packageOfPurl(purl)?.name ?? from.name,
    version: from.version,
    purl,
    cpe: first || undefined,
    componentType: from.type === 'binary' ? 'application' : 'library',
    licenses: from.licenses
      .map((one) => (typeof one === 'string' ? one : (one.spdxExpression ?? one.value)))
      .filter((one): one is string => Boolean(one?.trim())),
    hashes:
      hashes.length > 0
        ? Object.fromEntries(hashes.map(({ algorithm, value }) => [algorithm, value]))
        : undefined,
    supplier: from.metadata?.maintainer ?? from.metadata?.vendor,
    path: (primary?.path && relativePath(primary.path)) || undefined,
  })
}
