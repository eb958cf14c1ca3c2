import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { hasColumns } from '../syntax/csv-report.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { fits } from '../values/read-schema.ts'
import { COLUMNS, readCsv } from './csv-report.ts'
import { readJson } from './json-report.ts'

export const prismaCloud = {
  id: 'prisma-cloud',
  name: 'Prisma Cloud Compute',
  link: 'https://pan.dev/compute/docs/twistcli/',
  extensions: ['.json', '.csv'],
  kinds: ['container', 'dependency', 'config', 'malware'],
  howTo: 'twistcli images scan --details --output-file twistcli.json IMAGE',
  detect,
  read,
} satisfies Format

const distribution = z.object({ critical: z.number(), total: z.number() })
const result = z.object({ complianceDistribution: distribution, vulnerabilityDistribution: distribution })
const scan = z.object({ results: z.tuple([result], z.unknown()) })
const code = result.extend({ repository: z.string(), passed: z.boolean() })
/** How a large scan begins: its packages come before all that is more telling. */
const large = z.object({
  results: z.tuple(
    [
      z.object({
        distro: z.string(),
        distroRelease: z.string(),
        packages: z.tuple([z.object({ type: z.string(), name: z.string() })], z.unknown()),
      }),
    ],
    z.unknown(),
  ),
})
const image = z.object({ repoTag: z.unknown(), complianceIssues: z.unknown(), vulnerabilities: z.unknown() })

const marks = z.union([scan, code, large])

function detect({ outline, columns }: Sample): number {
  if (columns) return hasColumns(columns, COLUMNS) ? 1 : 0
  if (fits(marks, outline)) return 1
  const [first] = Array.isArray(outline) ? outline : []
  return first && 'repoTag' in Object(first) && fits(image, first) ? 0.95 : 0
}

/** What twistcli writes and the console answers is JSON, what the console exports a table. */
async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const first = await firstCharacter(input)
  yield* first === '{' || first === '[' ? readJson(input, context) : readCsv(input, context)
}
