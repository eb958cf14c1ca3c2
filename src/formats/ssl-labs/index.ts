import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { asObject, type Json } from '../values/fields.ts'
import { anything, label, listOf, number, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'
import { certificateFlaws } from './certificates.ts'
import { type Flaw, flawsOf } from './flaws.ts'
import { gradeOf } from './grade.ts'

export const sslLabs = {
  id: 'ssl-labs',
  name: 'Qualys SSL Labs',
  link: 'https://github.com/ssllabs/ssllabs-scan/blob/master/ssllabs-api-docs-v3.md',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: 'ssllabs-scan shop.example > ssl-labs.json',
  detect,
  read,
} satisfies Format

const host = z.object({
  host: z.string(),
  status: z.string(),
  engineVersion: z.string(),
  criteriaVersion: z.string(),
})

function detect({ outline }: Sample): number {
  return fits(host, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const endpoint = z.object({
  ipAddress: text,
  serverName: text,
  statusMessage: text,
  grade: text,
  details: anything,
})
const schema = z.object({
  host: z.string().trim().min(1),
  port: label,
  status: text,
  testTime: number,
  engineVersion: text,
  endpoints: listOf(endpoint),
  certs: listOf(z.record(z.string(), z.unknown())),
})

type Host = z.output<typeof schema>

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'shaped' && element.type === 'element') {
      begun = true
      yield* itemsOf(result.value, element)
    } else if (result.type === 'problem') yield result
  }
  if (!begun) yield { type: 'header', tool: 'SSL Labs' }
}

function* itemsOf(scanned: Host, { where }: Element): Generator<Item> {
  const { host: name, port, status, endpoints } = scanned
  const at = portIn(port) ?? 443
  yield* new HostScopes(headerOf(scanned)).enter(name, {}, `${name}:${at}`)
  if (status === 'ERROR' || endpoints.length === 0)
    yield loss(where, 'this host was not tested: what was found there before may still be')
  for (const [index, { ipAddress: ip, statusMessage, grade, details }] of endpoints.entries()) {
    const place = { ...hostPlace({ host: name, port: at }) }
    // Servers behind one name may be set up differently.
    if (ip && endpoints.length > 1)
      place.resource = { ...place.resource, address: `${place.resource.address} (${ip})` }
    if (!grade)
      yield loss(
        `${where}/endpoints/${index}`,
        `this server was not tested${statusMessage === 'Ready' ? '' : ' to the end'}: what was found there before may still be`,
      )
    const chain = { grade, details: asObject(details) ?? {}, certs: scanned.certs as Json[] }
    for (const flaw of [
      ...(grade ? [gradeOf(grade, name)] : []),
      ...flawsOf(chain.details),
      ...certificateFlaws(chain.details, chain.certs),
    ])
      yield observationOf(flaw, place, isoTime(scanned.testTime))
  }
}

const observationOf = (flaw: Flaw, place: ReturnType<typeof hostPlace>, seenAt: string | undefined) =>
  observe({
    kind: 'config',
    rule: flaw.rule,
    title: flaw.title,
    description: flaw.details?.join('\n') || undefined,
    severity: flaw.severity ?? 'unknown',
    toolSeverity: flaw.word,
    advisories: flaw.advisories,
    ...place,
    seenAt,
    raw: JSON.stringify(flaw.said),
  })

function headerOf({ engineVersion, testTime }: Host): ReportHeader {
  const producedAt = isoTime(testTime)
  return {
    type: 'header',
    tool: 'SSL Labs',
    ...(engineVersion && { toolVersion: engineVersion }),
    ...(producedAt && { producedAt }),
  }
}
