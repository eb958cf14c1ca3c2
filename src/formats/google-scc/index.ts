import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachListed, firstListed } from '../syntax/json-list.ts'
import { eachOnce } from '../values/claims.ts'
import { shaped } from '../values/lenient.ts'
import { fits } from '../values/read-schema.ts'
import { resultSchema } from './finding.ts'
import { observationOf } from './observation.ts'
import { claimOf } from './resource.ts'

/** The API's two versions; `gcloud scc findings list` writes an array, notifications come one a line. */
const MEMBERS = ['/listFindingsResults/*', '/findings/*']

export const googleScc = {
  id: 'google-scc',
  name: 'Google Security Command Center',
  link: 'https://cloud.google.com/security-command-center/docs/reference/rest/v2/organizations.sources.findings/list',
  extensions: ['.json', '.jsonl'],
  kinds: ['cloud', 'runtime', 'container', 'dependency', 'data', 'identity', 'web'],
  howTo: 'gcloud scc findings list ORGANIZATION --format=json > findings.json',
  detect,
  read,
} satisfies Format

const finding = z.object({
  name: z.string().regex(/\/sources\/[^/]+\/(?:locations\/[^/]+\/)?findings\//),
  category: z.string(),
  state: z.unknown(),
})
const known = z.union([z.object({ finding }), finding])

function detect({ outline }: Sample): number {
  return fits(known, firstListed(outline, MEMBERS)) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Google Security Command Center' }
  const once = eachOnce()
  for await (const element of eachListed(input, context, {
    name: 'findings of Security Command Center',
    members: MEMBERS,
    next: ['nextPageToken'],
    isElement: (value) => fits(known, value),
  })) {
    const result = element.type === 'problem' ? element : shaped(resultSchema, element)
    if (result.type === 'problem' || element.type === 'problem') {
      if (result.type === 'problem') yield result
      continue
    }
    yield* once([claimOf(result.value)])
    yield observationOf(result.value, element.text)
  }
}
