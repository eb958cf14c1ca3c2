import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { loss } from '../problem.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { eachListed, firstListed, isRecordPerLine } from '../syntax/json-list.ts'
import { asObject } from '../values/fields.ts'
import { number, shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { issueSchema, observationOf } from './issue.ts'

const MEMBERS = ['/data/*', '/items/*', '/records/*']

/** Issues as the APIs of Fortify's two servers list them; what is in their other files are the formats `fortify` and `fortify-fvdl`. */
export const fortifyApi = {
  id: 'fortify-api',
  name: 'Fortify SSC and Fortify on Demand (API)',
  link: 'https://api.ams.fortify.com/swagger/ui/index#/Vulnerabilities',
  extensions: ['.json', '.jsonl'],
  kinds: ['code', 'web', 'dependency'],
  howTo:
    'curl -H "Authorization: FortifyToken $TOKEN" "https://ssc.example/api/v1/projectVersions/ID/issues?limit=-1" > fortify.json',
  detect,
  read,
} satisfies Format

const ofSsc = z.object({ issueInstanceId: z.string(), issueName: z.string(), friority: z.string() })
const ofOnDemand = z.object({ vulnId: z.string(), category: z.string(), severityString: z.string() })

function detect({ outline }: Sample): number {
  const first = firstListed(outline, MEMBERS)
  return fits(ofSsc, first) || fits(ofOnDemand, first) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const list = { name: "an answer of Fortify's API", members: MEMBERS }
  let begun = false
  let listed = 0
  for await (const element of eachListed(input, context, list)) {
    const issue = element.type === 'problem' ? element : shaped(issueSchema, element)
    if (!begun) {
      const isOnDemand = issue.type !== 'problem' && issue.value.issueName === undefined
      yield { type: 'header', tool: isOnDemand ? 'Fortify on Demand' : 'Fortify SSC' }
      begun = true
    }
    listed++
    if (issue.type === 'problem') yield issue
    else if (element.type === 'element') yield observationOf(issue.value, element.text)
  }
  if (!begun) yield { type: 'header', tool: 'Fortify SSC' }
  yield* missingPages(input, context, listed)
}

const frameSchema = z.looseObject({ count: number, totalCount: number })

/** A single answer tells how many there are: on all pages. */
async function* missingPages(input: Input, context: ReadContext, listed: number): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) !== '{' || (await isRecordPerLine(input, context))) return
  const frame = await jsonFrame(input, context, {
    name: "an answer of Fortify's API",
    omit: MEMBERS,
    schema: frameSchema,
  })
  const all = frame.count ?? frame.totalCount ?? 0
  if (all > listed || asObject(asObject(frame.links)?.next))
    yield loss('', 'the list goes on in another page, which is not in this file')
}
