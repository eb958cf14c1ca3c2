import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { systemPurl } from '../prisma-cloud/package.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, listOf, needed, part, shaped, text, texts } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { flawOf } from './flaw.ts'

const FEATURES = ['/Layer/Features/*', '/data/Layer/Features/*']

const layerSchema = z.object({ Name: text, NamespaceName: text, Features: z.array(z.unknown()).nullish() })
const frame = z.union([
  z.object({ Layer: layerSchema }).transform(({ Layer }) => Layer),
  z.object({ data: z.object({ Layer: layerSchema }) }).transform(({ data }) => data.Layer),
])

export async function* readLayer(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { Name, NamespaceName } = await jsonFrame(input, context, {
    name: "a layer of Clair's API",
    omit: FEATURES,
    schema: frame,
  })
  yield withoutGaps({ type: 'header' as const, tool: 'Clair', target: Name })
  for await (const element of eachElement(input, context, FEATURES))
    if (element.type === 'problem') yield element
    else yield* itemsOf(element, NamespaceName)
}

const score = part(z.object({ Score: label, Vectors: text }))
const featureSchema = z.object({
  Name: needed,
  Version: text,
  NamespaceName: text,
  VersionFormat: text,
  AddedBy: text,
  Vulnerabilities: z
    .array(z.unknown())
    .nullish()
    .transform((list) => list ?? []),
})
const flawSchema = z.object({
  Name: needed,
  NamespaceName: text,
  Description: text,
  Link: text,
  Severity: text,
  NormalizedSeverity: text,
  FixedBy: text,
  CVEIds: texts,
  Metadata: part(z.object({ NVD: part(z.object({ CVSSv2: score, CVSSv3: score })) })),
  FixedIn: listOf(z.unknown()),
})

const namespacedSchema = z.object({ NamespaceName: text })

function* itemsOf(element: Element, layer: string | undefined): Generator<Item> {
  const read = shaped(featureSchema, element)
  if (read.type === 'problem') {
    yield read
    return
  }
  const { Name: name, Version: version, NamespaceName, VersionFormat, AddedBy, Vulnerabilities } = read.value
  const distro = NamespaceName ?? layer
  const given = Vulnerabilities.find((one) => 'NamespaceName' in Object(one))
  const system = distro ?? readBy(namespacedSchema, given)?.NamespaceName
  const component = { name, version, purl: systemPurl(system, name, version) }
  yield withoutGaps({
    type: 'component' as const,
    ref: element.where,
    ...component,
    componentType: 'library',
  })
  for (const [index, value] of Vulnerabilities.entries()) {
    const flaw = shaped(flawSchema, { where: `${element.where}/Vulnerabilities/${index}`, value })
    if (flaw.type === 'problem') {
      yield flaw
      continue
    }
    const from = flaw.value
    const { CVSSv2, CVSSv3 } = from.Metadata?.NVD ?? {}
    yield flawOf({
      name: from.Name,
      description: from.Description,
      links: from.Link,
      severity: from.Severity ?? from.NormalizedSeverity,
      vendorSeverity: from.NormalizedSeverity,
      fixedBy: from.FixedBy,
      component,
      aliases: from.CVEIds,
      cvss: [ratingOf(CVSSv3), ratingOf(CVSSv2)].filter((one) => one !== undefined),
      tags: [...(AddedBy ? [`layer:${AddedBy}`] : []), ...(VersionFormat ? [`format:${VersionFormat}`] : [])],
      raw: JSON.stringify(value),
    })
  }
}

/** Where there is none, it is 0 without a vector. */
const ratingOf = (given: z.output<typeof score>) =>
  given?.Vectors || Number(given?.Score) > 0
    ? cvssRating({ vector: given?.Vectors, score: given?.Score, source: 'nvd' })
    : undefined
