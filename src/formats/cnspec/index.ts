import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { wholeJson } from '../syntax/json.ts'
import { isObject } from '../values/fields.ts'
import { fits } from '../values/read-schema.ts'
import { readScores } from './scores.ts'
import { readVulnerabilities } from './vulnerabilities.ts'

export const cnspec = {
  id: 'cnspec',
  name: 'cnspec (Mondoo)',
  link: 'https://mondoo.com/docs/cnspec/cli/cnspec_scan/',
  extensions: ['.json'],
  kinds: ['config', 'dependency'],
  howTo: 'cnspec scan local --output json > cnspec.json',
  detect,
  read,
} satisfies Format

const members = z.record(z.string(), z.unknown())
const scores = z.object({ assets: members, scores: members })
const vulnerabilities = z.object({
  target: z.string(),
  stats: z.object({ packages: members }),
  vulnerabilities: z.object({ packages: z.array(z.unknown()).nullable() }),
})

function detect({ outline }: Sample): number {
  if (fits(vulnerabilities, outline)) return 1
  const found = scores.safeParse(outline)
  if (!found.success) return 0
  // Mondoo's resource names: `//policy.api.mondoo.com/assets/…`
  const named = Object.keys({ ...found.data.assets, ...found.data.scores })
  return named.length > 0 && named.every((name) => name.startsWith('//')) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value } = await wholeJson(input, context, ['/scores', '/data', '/vulnerabilities', '/assets/*'])
  yield* isObject(value) && 'target' in value
    ? readVulnerabilities(input, context)
    : readScores(input, context)
}
