import { z } from 'zod'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { firstCharacter } from '../syntax/first-character.ts'
import { fits } from '../values/read-schema.ts'
import { readJson } from './json-report.ts'
import { readXml } from './xml-report.ts'

export const veracode = {
  id: 'veracode',
  name: 'Veracode',
  link: 'https://docs.veracode.com/r/c_reading_detailed_reports',
  extensions: ['.xml', '.json'],
  kinds: ['code', 'web', 'dependency'],
  howTo:
    'java -jar vosp-api-wrappers-java.jar -action detailedreport -buildid ID -format xml -outputfilepath veracode.xml',
  detect,
  read,
} satisfies Format

/** Findings of the REST API, and of the pipeline scan. */
const finding = z.union([
  z.object({ scan_type: z.enum(['STATIC', 'DYNAMIC', 'SCA', 'MANUAL']), finding_details: z.object({}) }),
  z.object({ issue_id: z.unknown(), gob: z.string(), files: z.object({ source_file: z.object({}) }) }),
])
const list = z.tuple([finding], z.unknown())
const outline = z.union([
  z.object({ findings: list }),
  z.object({ _embedded: z.object({ findings: list }) }),
  z.object({ findings: z.array(z.unknown()), pipeline_scan: z.string() }),
])

function detect(sample: Sample): number {
  if (sample.root)
    return sample.root.name === 'detailedreport' &&
      /veracode/i.test(sample.root.namespace + sample.head.slice(0, 4096))
      ? 1
      : 0
  return fits(outline, sample.outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield* (await firstCharacter(input)) === '<' ? readXml(input, context) : readJson(input, context)
}
