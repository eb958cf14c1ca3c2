import { z } from 'zod'
import { anything, flag, label, membersOf, number, part, text, texts } from '../values/lenient.ts'

const list = texts.transform((values) =>
  values
    .flatMap((value) => value.split(/[,\n]/))
    .map((value) => value.trim())
    .filter(Boolean),
)

const classification = z.object({
  'cve-id': texts,
  'cwe-id': texts,
  'cvss-metrics': text,
  'cvss-score': number,
  'epss-score': number,
})

const info = z.object({
  name: text,
  severity: text,
  description: text,
  impact: text,
  remediation: text,
  reference: list,
  tags: list,
  classification: part(classification),
})

/** What else shows the match: the payload's values, and what came back to the tool's own server. */
function factsOf(event: {
  meta?: Record<string, unknown> | undefined
  interaction?: Record<string, string | undefined> | undefined
}): string[] {
  const values = Object.entries(event.meta ?? {}).filter(([, value]) =>
    /^(?:string|number)$/.test(typeof value),
  )
  const seen = Object.values(event.interaction ?? {}).filter(Boolean)
  return [
    ...values.map(([name, value]) => `${name}: ${value}`),
    ...(seen.length > 0 ? [`Interaction: ${seen.join(' ')}`] : []),
  ]
}

/** A result event; version 2.3 and before wrote some names in another way. */
export const resultSchema = z
  .object({
    'template-id': text,
    templateID: text,
    template: text,
    'template-path': text,
    'template-url': text,
    info: part(info),
    type: text,
    host: text,
    url: text,
    'matched-at': text,
    matched: text,
    'matcher-name': text,
    matcher_name: text,
    'extractor-name': text,
    extractor_name: text,
    'extracted-results': texts,
    extracted_results: texts,
    'matcher-status': flag,
    request: text,
    response: text,
    'curl-command': text,
    timestamp: label,
    fuzzing_parameter: text,
    fuzzing_method: text,
    ip: text,
    meta: membersOf(anything),
    interaction: part(z.object({ protocol: text, 'full-id': text, 'remote-address': text })),
  })
  .transform((event) => ({
    template: event['template-id'] ?? event.templateID ?? '',
    place: event['matched-at'] ?? event.matched ?? event.url ?? event.host ?? '',
    paths: [event['template-path'], event.template, event['template-url']].filter(
      (path) => path !== undefined,
    ),
    templateUrl: event['template-url'],
    info: event.info,
    type: event.type ?? '',
    host: event.host ?? event['matched-at'] ?? event.matched,
    check: event['matcher-name'] ?? event.matcher_name ?? event['extractor-name'] ?? event.extractor_name,
    extracted: [...event['extracted-results'], ...event.extracted_results],
    isMatch: event['matcher-status'] !== false,
    request: event.request,
    response: event.response,
    curl: event['curl-command'],
    timestamp: event.timestamp,
    parameter: event.fuzzing_parameter,
    method: event.fuzzing_method,
    ip: event.ip,
    facts: factsOf(event),
  }))
  .refine((result) => result.template !== '', { path: ['template-id'] })
  .refine((result) => result.place !== '', { path: ['matched-at'] })

export type Result = z.output<typeof resultSchema>
