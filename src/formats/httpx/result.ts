import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { foundAddress } from '../values/found-address.ts'
import { flag, label, listOf, text, texts } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'

/** One address that was asked. Version 1.2 and before joined the words of names by hyphens. */
export const resultSchema = z
  .object({
    url: text,
    input: text,
    method: text,
    timestamp: label,
    status_code: label,
    'status-code': label,
    content_length: label,
    'content-length': label,
    content_type: text,
    'content-type': text,
    location: text,
    final_url: text,
    title: text,
    webserver: text,
    host: text,
    host_ip: text,
    a: texts,
    aaaa: texts,
    cname: texts,
    cnames: texts,
    tech: texts,
    technologies: texts,
    cdn_name: text,
    favicon: label,
    jarm_hash: text,
    words: label,
    lines: label,
    failed: flag,
    request: text,
    raw_header: text,
    body: text,
    cpe: listOf(z.object({ cpe: text })),
  })
  .transform(({ ...item }) => ({
    ...item,
    url: item.url ?? item.input ?? '',
    status: item.status_code ?? item['status-code'],
    size: item.content_length ?? item['content-length'],
    type: item.content_type ?? item['content-type'],
    tech: [...item.tech, ...item.technologies],
    names: [...item.cname, ...item.cnames],
    addresses: [...item.a, ...item.aaaa],
  }))
  .refine((item) => item.url !== '', { path: ['url'] })

export type Result = z.output<typeof resultSchema>

export const attributesOf = (result: Result): Record<string, string | undefined> => ({
  server: result.webserver,
  ip: result.host_ip ?? result.addresses[0],
  cname: result.names.join(', '),
  technologies: result.tech.join(', '),
  cdn: result.cdn_name,
  title: result.title,
})

export function observationOf(result: Result, raw: string): Observation {
  const facts: [string, string | undefined][] = [
    ['Title', result.title],
    ['Server', result.webserver],
    ['Technologies', result.tech.join(', ')],
    ['CPE', result.cpe.flatMap(({ cpe }) => cpe ?? []).join(', ')],
    ['Addresses', result.addresses.join(', ')],
    ['CNAME', result.names.join(', ')],
    ['CDN', result.cdn_name],
    ['Final URL', result.final_url],
    ['Favicon', result.favicon],
    ['JARM', result.jarm_hash],
    ['Words', result.words],
    ['Lines', result.lines],
  ]
  const observation = foundAddress({
    url: result.url,
    method: result.method,
    status: result.status,
    size: result.size,
    contentType: result.type,
    redirect: result.location,
    request: result.request,
    facts: facts.flatMap(([name, value]) => (value ? [`${name}: ${value}`] : [])),
    seenAt: isoTime(result.timestamp),
    raw,
  })
  const response = [result.raw_header?.trimEnd(), result.body].filter(Boolean).join('\n\n')
  return response && observation.endpoint
    ? { ...observation, endpoint: { ...observation.endpoint, response } }
    : observation
}
