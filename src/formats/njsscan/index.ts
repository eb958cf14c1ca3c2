import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { ruleItems, scanProblem, secretsOfRule } from './libsast.ts'

const RULES = ['/nodejs/*', '/templates/*']
const ERRORS = '/errors/*'

export const njsscan = {
  id: 'njsscan',
  name: 'njsscan',
  link: 'https://github.com/ajinabraham/njsscan#readme',
  extensions: ['.json'],
  kinds: ['code', 'secret'],
  howTo: 'njsscan --json --output njsscan.json .',
  detect,
  read,
} satisfies Format

const rules = z.record(z.string(), z.object({ metadata: z.object({}) }))

/** What it writes for SonarQube says the version too. */
const versioned = z.object({ njsscan_version: z.string(), issues: z.undefined().optional() })

const marks = z.object({ nodejs: rules, templates: rules })

function detect({ outline }: Sample): number {
  if (fits(versioned, outline)) return 1
  return fits(marks, outline) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { njsscan_version: version } = await jsonFrame(input, context, {
    name: 'njsscan JSON',
    omit: [...RULES, ERRORS],
    schema: z.object({ nodejs: z.object({}), templates: z.object({}), njsscan_version: text }),
  })
  yield { type: 'header', tool: 'njsscan', ...(version && { toolVersion: version }) }
  const hide = secretHider(await secretsIn(eachElement(input, context, RULES), secretsOfRule))
  for await (const element of eachElement(input, context, [...RULES, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS) yield scanProblem(element)
    else for (const item of ruleItems(element)) yield item.type === 'problem' ? item : hide(item)
  }
}
