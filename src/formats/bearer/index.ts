import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksIn } from '../values/html-text.ts'
import { needed, number, part, position, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

/** Version 1 has a list for each severity. */
const LEVELS = ['critical', 'high', 'medium', 'low', 'warning']
const PATTERNS = ['/findings/*', ...LEVELS.map((level) => `/${level}/*`)]

export const bearer = {
  id: 'bearer',
  name: 'Bearer CLI',
  link: 'https://docs.bearer.com/reference/commands/',
  extensions: ['.json', '.jsonv2'],
  kinds: ['code'],
  howTo: 'bearer scan . --format jsonv2 --output bearer.json',
  detect,
  read,
} satisfies Format

const finding = z.object({
  id: z.string(),
  documentation_url: z.string(),
  full_filename: z.string(),
  parent_line_number: z.number(),
})
const list = z.tuple([finding], z.unknown())
const outline = z.union([
  z.object({ source: z.literal('Bearer'), findings: z.unknown() }),
  ...LEVELS.map((level) => z.object({ [level]: list })),
])

function detect(sample: Sample): number {
  return fits(outline, sample.outline) ? 1 : 0
}

const frameSchema = z
  .looseObject({ version: text })
  .refine((frame) => ['findings', ...LEVELS].some((name) => name in frame), { path: ['findings'] })

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { version } = await jsonFrame(input, context, {
    name: 'Bearer JSON',
    omit: PATTERNS,
    schema: frameSchema,
  })
  const toolVersion = version?.replace(/^v/, '')
  yield { type: 'header', tool: 'Bearer', ...(toolVersion && { toolVersion }) }
  for await (const element of eachElement(input, context, PATTERNS)) {
    if (element.type === 'problem') {
      yield element
      continue
    }
    const one = shaped(findingSchema, element)
    const level = element.pattern.split('/')[1] ?? ''
    yield one.type === 'problem'
      ? one
      : observationOf(
          one.value,
          one.value.severity ?? (LEVELS.includes(level) ? level : undefined),
          element.text,
        )
  }
}

const range = part(
  z.object({
    start: position,
    end: position,
    column: part(z.object({ start: position, end: position })),
    content: text,
  }),
)

const findingSchema = z.object({
  id: needed,
  cwe_ids: texts,
  title: text,
  description: text,
  documentation_url: text,
  line_number: number,
  filename: text,
  full_filename: text,
  category_groups: texts,
  source: range,
  sink: range,
  snippet: text,
  code_extract: text,
  fingerprint: text,
  severity: text,
})

const SEVERITIES: { [word: string]: Severity } = byWord({ warning: 'info' })

function observationOf(
  one: z.output<typeof findingSchema>,
  severity: string | undefined,
  raw: string,
): Observation {
  const path = relativePath(one.filename ?? one.full_filename ?? '')
  const { description, remediation, references } = sectionsOf(one.description)
  return observe({
    kind: 'code',
    rule: one.id,
    title: one.title ?? one.id,
    description,
    severity: SEVERITIES[severity ?? ''] ?? severityOfWord(severity),
    toolSeverity: severity,
    cwes: cwesOf(one.cwe_ids),
    location:
      path === ''
        ? undefined
        : {
            path,
            line: one.sink?.start ?? one.source?.start,
            endLine: one.sink?.end ?? one.source?.end,
            column: one.sink?.column?.start,
            endColumn: one.sink?.column?.end,
            snippet: one.code_extract?.trim() ?? one.snippet ?? one.sink?.content,
          },
    references: [...new Set([...(one.documentation_url ? [one.documentation_url] : []), ...references])],
    remediation,
    fingerprints: one.fingerprint ? { bearer: one.fingerprint } : undefined,
    tags: one.category_groups,
    raw,
  })
}

/** Markdown in three sections: what it is, what to do, where to read more. */
function sectionsOf(text: string | undefined) {
  const sections = new Map(
    (text ?? '').split(/^## +/m).map((section) => {
      const [name = '', ...rest] = section.split('\n')
      return [name.trim().toLowerCase(), rest.join('\n').trim() || undefined]
    }),
  )
  const links = linksIn(sections.get('resources') ?? sections.get('references'))
  return {
    description: sections.get('description') ?? (text?.startsWith('##') ? undefined : text),
    remediation: sections.get('remediations') ?? sections.get('remediation'),
    references: links,
  }
}
