import { z } from 'zod'
import type { Format, Input, Item, ReadContext, ReportHeader, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { itemsOf } from './items.ts'
import { statementSchema } from './statement.ts'

const STATEMENTS = '/statements/*'

export const openvex = {
  id: 'openvex',
  name: 'OpenVEX',
  link: 'https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md',
  extensions: ['.json', '.vex.json', '.openvex.json'],
  kinds: ['dependency', 'container', 'malware'],
  howTo: 'vexctl create --product=pkg:oci/shop --vuln=CVE-2024-0001 --status=fixed --file=shop.openvex.json',
  detect,
  read,
} satisfies Format

const byContext = z.object({
  '@context': z.union([
    z.string().regex(/openvex/i),
    z.array(z.unknown()).refine((list) => list.some((item) => /openvex/i.test(String(item)))),
  ]),
  statements: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  return fits(byContext, outline) ? 1 : 0
}

const frameSchema = byContext.extend({ '@id': text, tooling: text, timestamp: text, last_updated: text })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, { name: 'OpenVEX', omit: [STATEMENTS], schema: frameSchema })
  yield headerOf(frame)
  const images = new Set<string>()
  for await (const element of eachElement(input, context, [STATEMENTS])) {
    const statement = element.type === 'problem' ? element : shaped(statementSchema, element)
    if (statement.type === 'problem' || element.type === 'problem') {
      if (statement.type === 'problem') yield statement
      continue
    }
    // The document's time stands for statements that have none of their own (Inheritance Flow).
    const shared = { images, documentTime: frame.last_updated ?? frame.timestamp }
    for (const item of itemsOf(statement.value, element, shared)) yield item
  }
}

/** `tooling` is free text, mostly `name/version`. */
function headerOf(frame: z.output<typeof frameSchema>): ReportHeader {
  const [, name, version] = /^(.+?)\s*[/@ ]\s*v?(\d[\w.+-]*)$/.exec(frame.tooling ?? '') ?? []
  return withoutGaps({
    type: 'header' as const,
    tool: name ?? frame.tooling ?? 'OpenVEX',
    toolVersion: version,
    target: frame['@id'],
    producedAt: isoTime(frame.last_updated) ?? isoTime(frame.timestamp),
  })
}
