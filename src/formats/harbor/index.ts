import { z } from 'zod'
import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { normalAdvisoryId } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { asObject } from '../values/fields.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { anything, label, needed, number, part, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

/** The report as the scanner gives it, or by its media type as Harbor's API answers. */
const PATTERNS = ['/vulnerabilities/*', '/*/vulnerabilities/*']

export const harbor = {
  id: 'harbor',
  name: 'Harbor vulnerability report',
  link: 'https://goharbor.io/docs/main/administration/vulnerability-scanning/',
  extensions: ['.json'],
  kinds: ['container', 'malware'],
  howTo:
    'curl "https://harbor.example/api/v2.0/projects/shop/repositories/api/artifacts/1.0/additions/vulnerabilities" > harbor.json',
  detect,
  read,
} satisfies Format

const artifactSchema = z.object({ repository: text, digest: text, tag: text })
const reportSchema = z.object({
  generated_at: anything,
  artifact: part(artifactSchema),
  scanner: z.object({ name: text, version: text }),
  vulnerabilities: z.array(z.unknown()).nullable(),
})
const frameSchema = z.union([
  reportSchema,
  z
    .record(z.string().regex(/^application\/vnd\..*report/), reportSchema)
    .refine((reports) => Object.keys(reports).length > 0)
    .transform((reports) => Object.values(reports)[0] as z.output<typeof reportSchema>),
])

const marks = z.object({ id: z.string(), package: z.string(), severity: z.string() })

function detect({ outline }: Sample): number {
  const frame = frameSchema.safeParse(outline)
  if (!frame.success || (frame.data.generated_at === undefined && frame.data.vulnerabilities === null))
    return 0
  const [first] = frame.data.vulnerabilities ?? []
  const isOne = fits(marks, first)
  return first === undefined || isOne ? 1 : 0
}

const vulnerabilitySchema = z.object({
  id: needed,
  package: text,
  version: label,
  fix_version: text,
  severity: text,
  status: text,
  description: text,
  links: texts,
  artifact_digests: texts,
  cwe_ids: texts,
  preferred_cvss: part(z.object({ score_v3: number, score_v2: number, vector_v3: text, vector_v2: text })),
  vendor_attributes: part(z.object({ CVSS: anything })),
})

type Vulnerability = z.output<typeof vulnerabilitySchema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { scanner, artifact, generated_at } = await jsonFrame(input, context, {
    name: "Harbor's vulnerability report",
    omit: PATTERNS,
    schema: frameSchema,
  })
  const image = artifact?.repository
  yield withoutGaps({
    type: 'header' as const,
    tool: scanner.name ?? 'Harbor',
    toolVersion: scanner.version,
    target: image && imageReference(image).name,
    producedAt: isoTime(generated_at),
  })
  if (image) yield imageClaim(image, { digest: artifact.digest, tag: artifact.tag })
  const elements = eachElement(input, context, PATTERNS)
  yield* shapedItems(elements, vulnerabilitySchema, (one, { text: raw }) => observationOf(one, raw))
}

/** Harbor scans images and does not say of what type a package is. */
function observationOf(one: Vulnerability, raw: string): Observation {
  const rule = normalAdvisoryId(one.id)
  const isMalware = packageKind(rule, undefined) === 'malware'
  return observe({
    kind: isMalware ? 'malware' : 'container',
    rule,
    title: one.package ? `${rule} in ${one.package}` : rule,
    description: one.description,
    severity: severityOfWord(one.severity),
    toolSeverity: one.severity,
    cvss: ratingsOf(one),
    cwes: cwesOf(one.cwe_ids),
    advisories: [rule],
    component: one.package
      ? { name: one.package, version: one.version, fixVersions: one.fix_version?.split(/,\s*/) ?? [] }
      : undefined,
    references: linksOf(one.links),
    tags: [...(one.status ? [one.status] : []), ...one.artifact_digests],
    raw,
  })
}

/** Each vendor's rating; the preferred one is a copy of one of them, unless there are none. */
function ratingsOf({ vendor_attributes, preferred_cvss: own }: Vulnerability): CvssRating[] {
  const vendors = Object.entries(asObject(vendor_attributes?.CVSS) ?? {}).flatMap(([source, value]) => {
    const given = asObject(value)
    return [
      cvssRating({ score: given?.V3Score, vector: given?.V3Vector, version: '3', source }),
      cvssRating({ score: given?.V2Score, vector: given?.V2Vector, version: '2', source }),
    ]
  })
  const preferred = [
    cvssRating({ score: own?.score_v3, vector: own?.vector_v3, version: '3' }),
    cvssRating({ score: own?.score_v2, vector: own?.vector_v2, version: '2' }),
  ]
  const all = vendors.some(Boolean) ? vendors : preferred
  return all.filter((rating) => rating !== undefined)
}
