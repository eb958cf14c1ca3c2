import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { findingItems } from './observation.ts'

const DATA = '/data/*'

export const pwnSast = {
  id: 'pwn-sast',
  name: 'PWN SAST',
  link: 'https://github.com/0dayinc/pwn#readme',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'pwn_sast --dir-path . --uri-source-root https://code.example/shop --report-name shop',
  detect,
  read,
} satisfies Format

const finding = z.object({ security_references: z.object({ sast_module: z.string() }) })
const known = z.object({ report_name: z.string(), data: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  if (!fits(known, outline)) return 0
  const { data } = outline as { data: unknown[] }
  return data.length === 0 ? 0.9 : fits(finding, data[0]) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { report_name: target } = await jsonFrame(input, context, {
    name: 'PWN SAST JSON',
    omit: [DATA],
    schema: z.object({ data: z.array(z.unknown()), report_name: text }),
  })
  yield { type: 'header', tool: 'PWN SAST', ...(target && { target }) }
  for await (const element of eachElement(input, context, [DATA])) {
    if (element.type === 'problem') yield element
    else yield* findingItems(element)
  }
}
