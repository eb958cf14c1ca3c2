import { z } from 'zod'
import type { Input, Item, ReadContext } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { label, shaped, text } from '../values/lenient.ts'
import { isoTime } from '../values/time.ts'
import { observationOf, opening, type Target } from './finding.ts'

// Before 2.5 the report was one host, now it is a list of them.
const FINDINGS = ['/vulnerabilities/*', '/*/vulnerabilities/*']

const hostSchema = z
  .object({
    host: label,
    ip: label,
    port: label,
    banner: text,
    server_banner: text,
    start_time: text,
    end_time: text,
    vulnerabilities: z.array(z.unknown()),
  })
  .transform(
    (host): Target => ({
      host: host.host,
      ip: host.ip,
      port: host.port,
      banner: host.banner ?? host.server_banner,
      producedAt: isoTime(host.end_time) ?? isoTime(host.start_time),
    }),
  )

const findingSchema = z.object({
  id: label,
  OSVDB: label,
  references: text,
  method: text,
  url: text,
  msg: z.string(),
})

export async function* readJson(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Nikto JSON',
    omit: FINDINGS,
    schema: z.union([hostSchema, z.array(hostSchema)]),
  })
  const hosts = Array.isArray(frame) ? frame : [frame]
  const known = new Set<string>()
  let next = 0
  if (hosts.length === 0) yield { type: 'header', tool: 'Nikto' }
  for await (const element of eachElement(input, context, FINDINGS)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const index = Array.isArray(frame) ? Number(element.where.split('/')[1]) : 0
    for (; next <= index; next++) yield* opening(hosts[next] ?? {}, known)
    const finding = shaped(findingSchema, element)
    if (finding.type === 'problem') yield finding
    else {
      const { msg: message, OSVDB: osvdb, ...others } = finding.value
      yield observationOf({ ...others, message, osvdb, raw: element.text }, hosts[index] ?? {})
    }
  }
  for (; next < hosts.length; next++) yield* opening(hosts[next] ?? {}, known)
}
