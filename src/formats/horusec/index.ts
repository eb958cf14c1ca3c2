import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { loss } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { entrySchema, observationOf, secretOf } from './observation.ts'

const ENTRIES = '/analysisVulnerabilities/*'

export const horusec = {
  id: 'horusec',
  name: 'Horusec',
  link: 'https://docs.horusec.io/docs/cli/analysis-output/',
  extensions: ['.json'],
  kinds: ['code', 'secret', 'dependency', 'config'],
  howTo: 'horusec start --output-format json --json-output-file horusec.json',
  detect,
  read,
} satisfies Format

const known = z.object({ analysisVulnerabilities: z.array(z.unknown()).nullable() })

function detect({ outline }: Sample): number {
  return fits(known, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const frame = await jsonFrame(input, context, {
    name: 'Horusec JSON',
    omit: [ENTRIES],
    schema: known.extend({ version: text, finishedAt: text, repositoryName: text, errors: text }),
  })
  const producedAt = isoTime(frame.finishedAt)
  yield {
    type: 'header',
    tool: 'Horusec',
    ...(frame.version && { toolVersion: frame.version }),
    ...(frame.repositoryName && { target: frame.repositoryName }),
    ...(producedAt && { producedAt }),
  }
  const hide = secretHider(await secretsIn(eachElement(input, context, [ENTRIES]), secretsOf))
  for await (const element of eachElement(input, context, [ENTRIES])) {
    const entry = element.type === 'problem' ? element : shaped(entrySchema, element)
    yield entry.type === 'problem' ? entry : hide(observationOf(entry.value, element as Element))
  }
  yield* toolErrors(frame.errors)
}

function secretsOf({ value }: Element): (string | undefined)[] {
  const entry = entrySchema.safeParse(value)
  return entry.success ? [secretOf(entry.data)] : []
}

/** Horusec runs other tools, and tells in one text which of them failed. */
function* toolErrors(errors: string | undefined): Generator<Item> {
  for (const error of errors?.split(/; (?=Error while running tool)/) ?? []) {
    const tool = /running tool (\w+)/.exec(error)?.[1]
    yield loss('/errors', `${tool ?? 'a tool'} failed under Horusec: what it would have found is missing`)
  }
}
