import { z } from 'zod'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { needed, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { fits } from '../values/read-schema.ts'

const RECOMMENDATIONS = '/recommendations/*'

export const krakendAudit = {
  id: 'krakend-audit',
  name: 'KrakenD audit',
  link: 'https://www.krakend.io/docs/configuration/audit/',
  extensions: ['.json'],
  kinds: ['config'],
  howTo: "krakend audit --config krakend.json --format '{{ marshal . }}' > audit.json",
  detect,
  read,
} satisfies Format

const frameSchema = z.object({ recommendations: z.array(z.unknown()), stats: z.object({}) })
const known = z.object({
  recommendations: z.tuple(
    [z.object({ rule: z.string(), severity: z.string(), message: z.string() })],
    z.unknown(),
  ),
})

function detect({ outline }: Sample): number {
  if (fits(known, outline)) return 'stats' in (outline as object) ? 1 : 0.9
  return fits(frameSchema.strict(), outline) ? 0.9 : 0
}

const schema = z.object({ rule: needed, message: text, severity: text })

/** The rules are about one gateway's configuration, which the report does not name. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, {
    name: "KrakenD's audit",
    omit: [RECOMMENDATIONS],
    schema: z.object({ recommendations: z.array(z.unknown()) }),
  })
  yield { type: 'header', tool: 'KrakenD audit' }
  for await (const element of eachElement(input, context, [RECOMMENDATIONS])) {
    const found = element.type === 'problem' ? element : shaped(schema, element)
    if (found.type === 'problem' || element.type === 'problem') {
      if (found.type === 'problem') yield found
      continue
    }
    const { rule, message, severity } = found.value
    yield observe({
      kind: 'config',
      rule,
      title: firstSentence(message) ?? rule,
      remediation: message,
      severity: severityOfWord(severity),
      toolSeverity: severity,
      resource: { address: 'krakend', type: 'api-gateway', provider: 'krakend' },
      raw: element.text,
    })
  }
}
