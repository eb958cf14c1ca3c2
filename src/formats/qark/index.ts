import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { byWord } from '../values/by-word.ts'
import { asObject, asPosition, asText } from '../values/fields.ts'
import { linksIn } from '../values/html-text.ts'
import { anything, needed, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const FINDINGS = '/*'

export const qark = {
  id: 'qark',
  name: 'QARK',
  link: 'https://github.com/linkedin/qark#readme',
  extensions: ['.json'],
  kinds: ['code', 'config'],
  howTo: 'qark --apk shop.apk --report-type json',
  detect,
  read,
} satisfies Format

const known = z.object({ apk_exploit_dict: z.unknown(), file_object: z.unknown(), category: z.string() })

function detect({ outline }: Sample): number {
  const first = Array.isArray(outline) ? outline[0] : undefined
  return Object.hasOwn(Object(first), 'apk_exploit_dict') && fits(known, first) ? 1 : 0
}

const findingSchema = z.object({
  name: needed,
  category: text,
  severity: text,
  description: text,
  line_number: anything,
  file_object: text,
  apk_exploit_dict: anything,
})

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const schema = z.array(z.unknown())
  await jsonFrame(input, context, { name: "QARK's JSON", omit: [FINDINGS], schema })
  yield { type: 'header', tool: 'QARK' }
  const elements = eachElement(input, context, [FINDINGS])
  yield* shapedItems(elements, findingSchema, (finding, { text: raw }) => observationOf(finding, raw))
}

/** QARK's own scale; a finding of the level VULNERABILITY can be exploited. */
const SEVERITY: Record<string, Severity> = byWord({
  vulnerability: 'high',
  warning: 'medium',
  info: 'info',
  error: 'unknown',
})

function observationOf(finding: z.output<typeof findingSchema>, raw: string): Observation {
  const { name, category = '', severity, description } = finding
  const word = severity?.toLowerCase() ?? ''
  const [line, column] = Array.isArray(finding.line_number) ? finding.line_number : [finding.line_number]
  const tag = asText(asObject(finding.apk_exploit_dict)?.tag_name)
  return observe({
    kind: /manifest/i.test(category) ? 'config' : 'code',
    rule: name,
    title: tag ? `${name}: ${tag}` : name,
    description,
    severity: Object.hasOwn(SEVERITY, word) ? (SEVERITY[word] as Severity) : 'unknown',
    toolSeverity: severity,
    location: finding.file_object
      ? {
          path: relativePath(finding.file_object),
          line: asPosition(line),
          column: asPosition(line) && asPosition(column),
          symbol: tag,
        }
      : undefined,
    references: linksIn(description),
    tags: category ? [category] : [],
    raw,
  })
}
