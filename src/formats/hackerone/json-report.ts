import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { cvssRating } from '../values/cvss.ts'
import { isObject } from '../values/fields.ts'
import { listOf, number, part, shaped, text, texts } from '../values/lenient.ts'
import { itemsOfReport } from './report.ts'
import { itemsOfRow } from './row.ts'

const FINDINGS = '/findings/*'

const frameSchema = z.union([
  z.object({ findings: z.array(z.unknown()) }),
  z.object({ data: z.array(z.unknown()) }),
  z.object({ data: z.object({ type: z.literal('report') }) }),
])

/** Answers of `/reports`, of `/reports/{id}`, or an export of findings. */
export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'HackerOne reports',
    omit: [
      FINDINGS,
      '/data/*/attributes',
      '/data/*/relationships',
      '/data/attributes',
      '/data/relationships',
    ],
    schema: frameSchema,
  })
  yield { type: 'header', tool: 'HackerOne' }
  const claimed = new Set<string>()
  const pattern = 'findings' in frame ? FINDINGS : Array.isArray(frame.data) ? '/data/*' : '/data'
  for await (const element of eachElement(input, context, [pattern])) {
    if (element.type === 'problem') yield element
    else if (pattern !== FINDINGS) yield* itemsOfApi(element, claimed)
    else if (isObject(element.value)) yield* itemsOfRow(element.value, element, claimed)
    else yield loss(element.where, 'this finding is not an object and is left out')
  }
}

const related = <S extends z.ZodRawShape>(shape: S) =>
  part(z.object({ data: part(z.object({ attributes: part(z.object(shape)) })) }))

const reportSchema = z.object({
  id: text,
  attributes: z.object({
    title: z.string().trim().min(1),
    state: text,
    created_at: text,
    submitted_at: text,
    vulnerability_information: text,
    cve_ids: texts,
    issue_tracker_reference_url: text,
    issue_tracker_reference_id: text,
  }),
  relationships: part(
    z.object({
      severity: related({
        rating: text,
        score: number,
        cvss_vector_string: text,
        attack_vector: text,
        attack_complexity: text,
        privileges_required: text,
        user_interaction: text,
        scope: text,
        confidentiality: text,
        integrity: text,
        availability: text,
      }),
      weakness: related({ name: text, external_id: text }),
      structured_scope: related({ asset_identifier: text, asset_type: text }),
      program: related({ handle: text }),
      custom_field_values: part(z.object({ data: listOf(z.unknown()) })),
    }),
  ),
})

type Severity = NonNullable<
  NonNullable<NonNullable<z.output<typeof reportSchema>['relationships']>['severity']>['data']
>['attributes']

function* itemsOfApi(element: Element, claimed: Set<string>): Generator<Item> {
  const found = shaped(reportSchema, element)
  if (found.type === 'problem') {
    yield found
    return
  }
  const { id, attributes, relationships } = found.value
  const severity = relationships?.severity?.data?.attributes
  const weakness = relationships?.weakness?.data?.attributes
  const scope = relationships?.structured_scope?.data?.attributes
  const report = {
    id,
    title: attributes.title,
    description: attributes.vulnerability_information,
    state: attributes.state,
    severity: severity?.rating,
    cvss: cvssRating({
      vector: severity?.cvss_vector_string ?? vectorOf(severity),
      score: severity?.score,
    }),
    weakness: weakness?.name,
    weaknessId: weakness?.external_id,
    cves: attributes.cve_ids,
    scope: scope?.asset_identifier,
    scopeType: scope?.asset_type?.toLowerCase(),
    reportedAt: attributes.submitted_at ?? attributes.created_at,
    references: [attributes.issue_tracker_reference_url],
    tags: [attributes.issue_tracker_reference_id, relationships?.program?.data?.attributes?.handle],
  }
  yield* itemsOfReport(report, element.text, claimed)
}

/** The API writes the metrics of CVSS 3 in words. */
function vectorOf(severity: Severity): string | undefined {
  if (!severity) return undefined
  const metrics = [
    ['AV', severity.attack_vector],
    ['AC', severity.attack_complexity],
    ['PR', severity.privileges_required],
    ['UI', severity.user_interaction],
    ['S', severity.scope],
    ['C', severity.confidentiality],
    ['I', severity.integrity],
    ['A', severity.availability],
  ] as const
  if (metrics.some(([, word]) => word === undefined)) return undefined
  return metrics.map(([name, word]) => `${name}:${word?.charAt(0).toUpperCase()}`).join('/')
}
