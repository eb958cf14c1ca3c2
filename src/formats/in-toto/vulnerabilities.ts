import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating, leadingScore, scoreOf } from '../values/cvss.ts'
import { anything, label, listOf, part, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { fits, readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import type { Statement } from './statement.ts'
import { componentOf, imageOf, subjectItems, subjectName } from './subject.ts'

const predicateSchema = z.object({
  scanner: z.object({ uri: text, version: text, result: z.array(z.unknown()).nullish() }),
  metadata: part(z.object({ scanStartedOn: text, scanFinishedOn: text })),
})

/** The list of the in-toto predicate; cosign's holds a scanner's own report instead. */
export const isVulnerabilities = ({ predicateType, predicate }: Statement): boolean =>
  /\/vulns?\//.test(predicateType) && !/cosign/.test(predicateType) && fits(predicateSchema, predicate)

const severities = listOf(z.object({ method: text, score: label }))
const found = z.object({ id: z.string().trim().min(1), severity: severities, annotations: anything })
/** 0.1 also knew the fields inside `vulnerability`. */
const resultSchema = z.union([
  found,
  z.object({ vulnerability: found }).transform((given) => given.vulnerability),
])

/** https://github.com/in-toto/attestation/blob/main/spec/predicates/vulns_02.md */
export function* vulnerabilityItems(statement: Statement): Generator<Item> {
  const { scanner, metadata } = predicateSchema.parse(statement.predicate)
  const seenAt = isoTime(metadata?.scanFinishedOn) ?? isoTime(metadata?.scanStartedOn)
  yield withoutGaps({
    type: 'header' as const,
    tool: nameOf(scanner.uri),
    toolVersion: scanner.version,
    target: subjectName(statement),
    producedAt: seenAt,
  })
  yield* subjectItems(statement)
  for (const [index, result] of (scanner.result ?? []).entries()) {
    const vulnerability = readBy(resultSchema, result)
    const where = `${statement.where}/predicate/scanner/result/${index}`
    if (vulnerability) yield observationOf(vulnerability, statement, { seenAt, raw: JSON.stringify(result) })
    else yield loss(where, 'left out, because of id: missing or not of the expected type')
  }
}

/** `pkg:github/aquasecurity/trivy@244f…` */
const nameOf = (uri: string | undefined): string =>
  /([^/@?#]+)(?:@[^/]*)?(?:[?#].*)?$/.exec(uri ?? '')?.[1] ?? uri ?? 'in-toto'

function observationOf(
  { id, severity, annotations }: z.output<typeof found>,
  { subject }: Statement,
  { seenAt, raw }: { seenAt: string | undefined; raw: string },
): Observation {
  const [thing] = subject
  const image = thing && imageOf(thing)
  const artifact = thing && componentOf(thing, '')
  const component = image
    ? { name: image.name }
    : artifact && { name: artifact.name, version: artifact.version, purl: artifact.purl }
  const kind = packageKind(id, artifact?.purl)
  const cvss = severity
    .filter(({ method }) => /cvss/i.test(method ?? ''))
    .flatMap(({ score, method }) => cvssRating({ vector: score, score, source: method }) ?? [])
  return observe({
    kind: image && kind === 'dependency' ? 'container' : kind,
    rule: advisoryIds(id)[0] ?? id,
    title: component ? `${id} in ${component.name}` : id,
    description: annotations === undefined ? undefined : JSON.stringify(annotations),
    ...severityOf(severity, leadingScore(cvss)),
    cvss,
    advisories: advisoryIds(id),
    component: component && withoutGaps(component),
    seenAt,
    raw,
  })
}

/** Methods are free: some score in words, some in numbers. A word is a judgement, a number stands for one. */
function severityOf(
  given: z.output<typeof severities>,
  cvss: number | undefined,
): { severity: Severity; toolSeverity?: string } {
  const word = given.find(({ score }) => severityOfWord(score) !== 'unknown')?.score
  if (word) return { severity: severityOfWord(word), toolSeverity: word }
  const number = cvss ?? scoreOf(given.find(({ score }) => scoreOf(score) !== undefined)?.score)
  if (number !== undefined) return { severity: severityOfScore(number), toolSeverity: String(number) }
  return { severity: 'unknown', ...(given[0]?.score && { toolSeverity: given[0].score }) }
}
