import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { peek } from '../unpack/upload.ts'
import { fits } from '../values/read-schema.ts'
import { readJson } from './json-report.ts'
import { readXml } from './xml-report.ts'

export const zap = {
  id: 'zap',
  name: 'ZAP',
  link: 'https://www.zaproxy.org/docs/desktop/addons/report-generation/templates/',
  extensions: ['.xml', '.json'],
  kinds: ['web'],
  howTo: 'zap-baseline.py -t https://shop.example -J zap.json',
  detect,
  read,
} satisfies Format

const site = z.union([z.array(z.unknown()), z.object({ '@name': z.string(), alerts: z.array(z.unknown()) })])
const outline = z.union([
  z.object({ '@programName': z.string(), site }),
  z.object({ '@generated': z.string(), '@version': z.string(), site }),
])

function detect(sample: Sample): number {
  if (sample.root) return sample.root.name === 'OWASPZAPReport' ? 1 : 0
  if (!fits(outline, sample.outline)) return 0
  // GitLab once put its own list of the same alerts beside ZAP's.
  return 'vulnerabilities' in (sample.outline as object) ? 0.6 : 1
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const start = (await peek(input, 1024)).toString('utf8').trimStart()
  yield* start.startsWith('<') ? readXml(input, context) : readJson(input, context)
}
