import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { eachRecord } from '../syntax/ndjson.ts'
import { part, shaped, text } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { checkSchema, observationsOf } from './check.ts'

export const scorecard = {
  id: 'scorecard',
  name: 'OpenSSF Scorecard',
  link: 'https://github.com/ossf/scorecard#scorecard-command-line-interface',
  extensions: ['.json'],
  kinds: ['config', 'pipeline', 'dependency', 'license'],
  howTo: 'scorecard --repo github.com/acme/shop --format json --show-details > scorecard.json',
  detect,
  read,
} satisfies Format

const outer = z.object({
  repo: z.object({ name: z.string() }),
  scorecard: z.object({}),
  checks: z.array(z.unknown()),
})

function detect({ outline }: Sample): number {
  return fits(outer, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const schema = z.object({
  date: text,
  repo: z.object({ name: z.string(), commit: text }),
  scorecard: part(z.object({ version: text })),
  checks: z.array(z.unknown()),
})

/** One repository, or a line for each of many. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  let begun = false
  for await (const element of eachRecord(input, context)) {
    const result = element.type === 'problem' ? element : shaped(schema, element)
    if (result.type === 'problem') yield result
    else {
      yield* repositoryItems(result.value, element.where)
      begun = true
    }
  }
  if (!begun) yield { type: 'header', tool: 'OpenSSF Scorecard' }
}

function* repositoryItems(
  { date, repo, scorecard: tool, checks }: z.output<typeof schema>,
  where: string,
): Generator<Item> {
  const producedAt = isoTime(date)
  yield {
    type: 'header',
    tool: 'OpenSSF Scorecard',
    ...(tool?.version && { toolVersion: tool.version }),
    ...(repo.name && { target: repo.name }),
    ...(producedAt && { producedAt }),
    ...(repo.commit && { revision: repo.commit }),
  }
  if (repo.name) yield { type: 'asset', kind: 'repository', name: repo.name }
  for (const [index, value] of checks.entries()) {
    const place = `${where}/checks/${index}`
    const check = shaped(checkSchema, { where: place, value })
    if (check.type === 'problem') yield check
    else if (check.value.score === undefined) yield problem(place, 'this check has no score and is left out')
    else yield* observationsOf(check.value, repo.name, producedAt, JSON.stringify(value))
  }
}
