import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { ruleItems, scanProblem, secretsOfRule } from '../njsscan/libsast.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'

const RULES = '/results/*'
const ERRORS = '/errors/*'

export const mobsfscan = {
  id: 'mobsfscan',
  name: 'mobsfscan',
  link: 'https://github.com/MobSF/mobsfscan#readme',
  extensions: ['.json'],
  kinds: ['code', 'secret'],
  howTo: 'mobsfscan --json --output mobsfscan.json .',
  detect,
  read,
} satisfies Format

const marks = z.object({ mobsfscan_version: z.string() })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { mobsfscan_version: version } = await jsonFrame(input, context, {
    name: 'mobsfscan JSON',
    omit: [RULES, ERRORS],
    schema: z.object({ results: z.record(z.string(), z.unknown()), mobsfscan_version: text }),
  })
  yield { type: 'header', tool: 'mobsfscan', ...(version && { toolVersion: version }) }
  const hide = secretHider(await secretsIn(eachElement(input, context, [RULES]), secretsOfRule))
  for await (const element of eachElement(input, context, [RULES, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) yield scanProblem(element)
    else for (const item of ruleItems(element)) yield item.type === 'problem' ? item : hide(item)
  }
}
