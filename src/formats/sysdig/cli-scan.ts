import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Input, Item, ReadContext } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { normalAdvisoryId } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { anything, flag, label, needed, number, part, probability, shaped, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import { packagePurl } from './package-purl.ts'

const PACKAGES = '/result/packages/*'
/** What policies say repeats the vulnerabilities by their numbers. */
const UNREAD = ['/result/layers/*', '/result/policyEvaluations/*']

const frameSchema = z.object({
  info: part(z.object({ scanTime: anything })),
  scanner: z.object({ name: z.string(), version: label }),
  result: z.object({
    metadata: part(z.object({ pullString: text, imageId: text, digest: text, baseOs: text })),
    packages: z.array(z.unknown()).nullable(),
  }),
})

export const isScan = (outline: unknown): boolean => {
  const frame = frameSchema.safeParse(outline)
  return frame.success && /sysdig/i.test(frame.data.scanner.name)
}

/** The file that the command-line scanner writes: all packages of an image, with what is known of each. */
export async function* readScan(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { info, scanner, result } = await jsonFrame(input, context, {
    name: "Sysdig's scan",
    omit: [PACKAGES, ...UNREAD],
    schema: frameSchema,
  })
  const { pullString: image, digest, baseOs } = result.metadata ?? {}
  yield withoutGaps({
    type: 'header' as const,
    tool: scanner.name,
    toolVersion: scanner.version,
    target: image && imageReference(image).name,
    producedAt: isoTime(info?.scanTime),
  })
  if (image) yield imageClaim(image, { digest, os: baseOs })
  for await (const element of eachElement(input, context, [PACKAGES])) {
    if (element.type === 'problem') yield element
    else yield* packageItems(element, baseOs)
  }
}

const packageSchema = z.object({
  name: needed,
  version: label,
  type: text,
  path: text,
  suggestedFix: label,
  isRunning: flag,
  vulns: z.array(z.unknown()).nullish(),
})
const score = part(z.object({ version: label, score: number, vector: text }))
const vulnSchema = z.object({
  name: needed,
  severity: part(z.object({ value: text, sourceName: text })),
  cvssScore: part(z.object({ value: score, sourceName: text })),
  exploitable: flag,
  fixedInVersion: label,
  epssScore: part(z.object({ score: probability })),
  acceptedRisks: z.array(z.unknown()).optional().catch(undefined),
})

function* packageItems(element: Element, os: string | undefined): Generator<Item> {
  const found = shaped(packageSchema, element)
  if (found.type === 'problem') {
    yield found
    return
  }
  const { name, version, type, path: given } = found.value
  const purl = packagePurl(name, version, type, os)
  const path = relativePath(given ?? '')
  const component = withoutGaps({ name, version, purl, path })
  yield { type: 'component', ref: element.where, ...component }
  for (const [index, value] of (found.value.vulns ?? []).entries()) {
    const vuln = shaped(vulnSchema, { where: `${element.where}/vulns/${index}`, value })
    if (vuln.type === 'problem') yield vuln
    else {
      const raw = JSON.stringify({ ...(element.value as object), vulns: [value] })
      yield observationOf(vuln.value, { ...found.value, ...component }, raw)
    }
  }
}

type Package = z.output<typeof packageSchema> & { purl?: string | undefined }

function observationOf(vuln: z.output<typeof vulnSchema>, found: Package, raw: string): Observation {
  const rule = normalAdvisoryId(vuln.name)
  const { value, sourceName: source } = vuln.cvssScore ?? {}
  const rating = value && cvssRating({ ...value, source })
  const { name, version, purl, path, suggestedFix, type } = found
  return observe({
    kind: packageKind(rule, purl ?? (type?.toLowerCase() === 'os' ? 'deb' : undefined)),
    rule,
    title: `${rule} in ${name}`,
    severity: severityOfWord(vuln.severity?.value),
    toolSeverity: vuln.severity?.value,
    cvss: rating ? [rating] : [],
    advisories: [rule],
    component: {
      name,
      version,
      purl,
      path,
      fixVersions: [...new Set([vuln.fixedInVersion, suggestedFix].filter((fix) => fix !== undefined))],
    },
    epss: vuln.epssScore?.score,
    ...(found.isRunning && { reachability: { level: 'loaded' as const, evidence: 'Sysdig: in use' } }),
    verdict: vuln.acceptedRisks?.length ? { state: 'accepted', source: 'sysdig-risk-accepted' } : undefined,
    tags: vuln.exploitable ? ['public-exploit'] : [],
    raw,
  })
}
