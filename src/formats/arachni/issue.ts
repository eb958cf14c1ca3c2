import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { messageOf, methodIn } from '../values/http-message.ts'
import { flag, label, listOf, part, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

const placeFields = {
  vector: part(
    z.object({
      url: text,
      action: text,
      method: text,
      affected_input_name: text,
      type: text,
      seed: text,
      source: text,
    }),
  ),
  proof: text,
  request: part(
    z.object({ url: text, method: text, headers_string: text, effective_body: text, body: text }),
  ),
  response: part(z.object({ url: text, headers_string: text, body: text, code: label })),
  remarks: part(z.record(z.string(), texts)),
}

const place = z.object(placeFields)
type Place = z.output<typeof place>

export const issueSchema = z
  .object({
    ...placeFields,
    name: text,
    description: text,
    severity: text,
    remedy_guidance: text,
    remedy_code: text,
    cwe: label,
    cwe_url: text,
    references: part(z.record(z.string(), z.unknown())),
    tags: texts,
    trusted: flag,
    digest: label,
    check: part(z.object({ name: text, shortname: text })),
    platform_name: text,
    platform_type: text,
    // Version 1.0 to 1.3 put all places of one issue together.
    variations: listOf(place),
  })
  .refine((issue) => issue.name ?? issue.check?.shortname, { path: ['name'] })

export type Issue = z.output<typeof issueSchema>

/** An observation for each place; `target` is what was scanned. The pages stay out of the raw part: they can be as large as the site. */
export function observationsOf(issue: Issue, value: object, target: string | undefined): Observation[] {
  const own = { ...value, page: undefined, referring_page: undefined, variations: undefined }
  if (issue.variations.length === 0) return [observationOf(issue, issue, JSON.stringify(own), target)]
  return issue.variations.map((variation, index) => {
    const given = (value as { variations: object[] }).variations[index]
    const raw = JSON.stringify({
      ...own,
      variations: [{ ...given, page: undefined, referring_page: undefined }],
    })
    const merged: Place = {
      ...variation,
      vector: { ...issue.vector, ...definite(variation.vector) } as Place['vector'],
    }
    return observationOf(issue, merged, raw, target)
  })
}

const definite = (fields: object | undefined): object =>
  Object.fromEntries(Object.entries(fields ?? {}).filter(([, value]) => value !== undefined))

function observationOf(issue: Issue, at: Place, raw: string, target: string | undefined): Observation {
  const { vector, request, response } = at
  const url = vector?.action ?? vector?.url ?? request?.url ?? response?.url ?? target
  const sent = messageOf(request?.headers_string, request?.effective_body ?? request?.body)
  const title = issue.name ?? issue.check?.shortname ?? ''
  const remarks = Object.entries(at.remarks ?? {}).flatMap(([, said]) => said)
  const platform = [issue.platform_type, issue.platform_name].filter(Boolean).join(': ')
  return observe({
    kind: 'web',
    rule: issue.check?.shortname ?? title,
    title,
    description:
      [issue.description?.trim(), vector?.seed && `Attack: ${vector.seed}`, ...remarks]
        .filter(Boolean)
        .join('\n\n') || undefined,
    severity: severityOfWord(issue.severity),
    toolSeverity: issue.severity,
    confidence: issue.trusted === undefined ? undefined : issue.trusted ? 'high' : 'low',
    cwes: cwesOf(issue.cwe ?? ''),
    advisories: advisoryIdsIn(issue.name, issue.description),
    endpoint: url
      ? {
          url,
          method: (vector?.method ?? request?.method)?.toUpperCase() ?? methodIn(sent),
          parameter: vector?.affected_input_name,
          request: sent,
          response: messageOf(response?.headers_string, response?.body),
          evidence: at.proof ?? vector?.source,
        }
      : undefined,
    references: linksIn(
      [issue.cwe_url, ...Object.values(issue.references ?? {})]
        .filter((link) => typeof link === 'string')
        .join('\n'),
    ),
    remediation: [issue.remedy_guidance?.trim(), issue.remedy_code].filter(Boolean).join('\n\n') || undefined,
    fingerprints:
      issue.digest && issue.variations.length === 0 ? { 'arachni/digest': issue.digest } : undefined,
    tags: [
      ...new Set([
        ...issue.tags,
        ...(vector?.type ? [`vector: ${vector.type}`] : []),
        ...(platform ? [platform] : []),
      ]),
    ],
    raw,
  })
}
