import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { partsOfCpe } from '../values/cpe.ts'
import { cvssRating } from '../values/cvss.ts'
import { label, number, part, shaped, text, texts } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { HostScopes, hostPlace, portIn } from '../values/scanned-host.ts'
import { isoTime } from '../values/time.ts'

const ITEMS = '/items/*'

export const trustwaveFusion = {
  id: 'trustwave-fusion',
  name: 'Trustwave Fusion API',
  link: 'https://api.fusion.trustwave.com/docs/',
  extensions: ['.json'],
  kinds: ['runtime'],
  howTo: 'curl https://api.fusion.trustwave.com/v3/findings > fusion.json',
  detect,
  read,
} satisfies Format

const finding = z.object({
  classification: z.string(),
  customerId: z.unknown(),
  kb: z.object({ id: z.string() }),
  location: z.object({}),
})

const marks = z.object({ items: z.tuple([finding], z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { lastPageNumber } = await jsonFrame(input, context, {
    name: "JSON of Trustwave Fusion's API",
    omit: [ITEMS],
    schema: z.object({ items: z.array(z.unknown()), lastPageNumber: number }),
  })
  const hosts = new HostScopes({ type: 'header', tool: 'Trustwave Fusion' })
  for await (const element of eachElement(input, context, [ITEMS])) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    const { ip, domain } = result.value.location ?? {}
    const host = domain ?? ip
    if (host) yield* hosts.enter(host, { ip })
    else yield* hosts.end()
    yield observationOf(result.value, element)
  }
  yield* hosts.end()
  if ((lastPageNumber ?? 1) > 1)
    yield loss(
      '/lastPageNumber',
      'this is one page of several: fetch the others too, findings may be on them',
    )
}

/** Absent values are the word `None`. */
const said = text.transform((value) => (value === 'None' ? undefined : value))

const location = z.object({
  applicationCpe: said,
  applicationName: said,
  domain: said,
  ip: said,
  port: label,
  transportProtocol: said,
  url: said,
})

const schema = z.object({
  name: z.string().trim().min(1),
  severity: said,
  classification: said,
  updatedOn: said,
  location: part(location),
  kb: part(z.object({ id: said, cves: texts, cvssV2BaseScore: number, cvssV3BaseScore: number })),
})

function observationOf(found: z.output<typeof schema>, { text: raw }: Element): Observation {
  const { kb, location: at, name, severity, classification } = found
  const program = partsOfCpe(at?.applicationCpe)
  const host = at?.domain ?? at?.ip
  // Nobody rated what is 0.
  const ratings = [
    cvssRating({ score: kb?.cvssV3BaseScore || undefined, version: '3.0' }),
    cvssRating({ score: kb?.cvssV2BaseScore || undefined, version: '2.0' }),
  ]
  return observe({
    kind: 'runtime',
    rule: kb?.id ?? name,
    title: name,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cvss: ratings.filter((rating) => rating !== undefined),
    advisories: advisoryIdsIn(kb?.cves),
    ...(host && hostPlace({ host, port: portIn(at?.port), protocol: at?.transportProtocol, url: at?.url })),
    component:
      program && withoutGaps({ name: at?.applicationName ?? program.product, version: program.version }),
    seenAt: isoTime(found.updatedOn),
    tags: classification ? [classification] : [],
    raw,
  })
}
