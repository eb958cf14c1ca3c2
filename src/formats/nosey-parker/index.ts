import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { secretHider, secretsIn } from '../hide-secrets.ts'
import { loss } from '../problem.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { findingSchema, matchSchema, secretsOf } from './finding.ts'
import { observationOf } from './observation.ts'

export const noseyParker = {
  id: 'nosey-parker',
  name: 'Nosey Parker',
  link: 'https://github.com/praetorian-inc/noseyparker',
  extensions: ['.json', '.jsonl'],
  kinds: ['secret'],
  howTo: 'noseyparker report --datastore np.db --format json --output noseyparker.json',
  detect,
  read,
} satisfies Format

const marks = z.object({ rule_name: z.string(), num_matches: z.number(), matches: z.array(z.unknown()) })

function detect({ outline }: Sample): number {
  return fits(marks, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Nosey Parker' }
  const hide = secretHider(await secretsIn(eachRecord(input, context), ({ value }) => secretsOf(value)))
  for await (const element of eachRecord(input, context)) {
    const finding = element.type === 'problem' ? element : shaped(findingSchema, element)
    if (finding.type === 'problem') {
      yield finding
      continue
    }
    const { matches, num_matches: count } = finding.value
    for (const [index, given] of matches.entries()) {
      const match = shaped(matchSchema, { where: `${element.where}/matches/${index}`, value: given })
      yield match.type === 'problem'
        ? match
        : hide(observationOf(finding.value, match.value, (element as Element).value))
    }
    // `--max-matches` prints a few of them, three where it is not given.
    if (count !== undefined && count > matches.length)
      yield loss(element.where, `${count - matches.length} more places of this secret are not in the report`)
  }
}
