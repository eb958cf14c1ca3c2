import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { wholeJson } from '../syntax/json.ts'
import { isObject } from '../values/fields.ts'
import { fits } from '../values/read-schema.ts'
import { readCheck } from './check.ts'
import { readFormer } from './former.ts'
import { readScan } from './scan.ts'

export const safety = {
  id: 'safety',
  name: 'Safety',
  link: 'https://docs.safetycli.com/safety-docs/output/json-output',
  extensions: ['.json'],
  kinds: ['dependency', 'malware'],
  howTo: 'safety scan --output json > safety.json',
  detect,
  read,
} satisfies Format

const check = z.object({
  report_meta: z.object({}),
  vulnerabilities: z.array(z.unknown()),
  ignored_vulnerabilities: z.array(z.unknown()).optional(),
})
const scan = z.object({
  meta: z.object({ scan_type: z.string() }),
  scan_results: z.object({}),
})
/** Name, range, version, advisory, number of the vulnerability; ratings behind them. */
const FORMER = /^\s*\[\s*\[\s*"[^"]+",\s*"[<>=!~][^"]*",\s*"[^"]*",\s*"(?:[^"\\]|\\.)*",\s*"\d+"/

function detect({ outline, head }: Sample): number {
  if (fits(check, outline) || fits(scan, outline)) return 1
  return FORMER.test(head) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  if ((await firstCharacter(input)) === '[') {
    yield* readFormer(input, context)
    return
  }
  const { value } = await wholeJson(input, context, [
    '/vulnerabilities',
    '/ignored_vulnerabilities',
    '/scanned_packages',
    '/affected_packages',
    '/scan_results/projects/*/files',
  ])
  yield* isObject(value) && 'scan_results' in value ? readScan(input, context) : readCheck(input, context)
}
