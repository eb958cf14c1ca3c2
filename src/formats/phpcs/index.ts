import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { flag, label, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const MESSAGES = '/files/*/messages/*'

export const phpcs = {
  id: 'phpcs',
  name: 'PHP_CodeSniffer',
  link: 'https://github.com/PHPCSStandards/PHP_CodeSniffer/wiki/Reporting#printing-a-json-report',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'phpcs --report=json --report-file=phpcs.json src',
  detect,
  read,
} satisfies Format

const marks = z.object({
  totals: z.object({ errors: z.number(), warnings: z.number(), fixable: z.number() }),
  files: z.union([z.record(z.string(), z.unknown()), z.tuple([])]),
})

function detect({ outline }: Sample): number {
  return marks.safeParse(outline).success ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'PHP_CodeSniffer JSON', omit: [MESSAGES], schema: marks })
  yield { type: 'header', tool: 'PHP_CodeSniffer' }
  yield* shapedItems(eachElement(input, context, [MESSAGES]), messageSchema, observationOf)
}

const messageSchema = z.object({
  message: z.string().trim().min(1),
  source: text,
  /** 1 to 10, by which sniffs are chosen. */
  severity: label,
  type: text,
  fixable: flag,
  line: position,
  column: position,
})

function observationOf(found: z.output<typeof messageSchema>, element: Element): Observation {
  const path = relativePath(keyAt(element.holder.replace(/\/messages\/$/, '')))
  return observe({
    kind: 'code',
    rule: found.source ?? 'phpcs',
    title: firstSentence(found.message) ?? found.message,
    description: found.message,
    severity: severityOfWord(found.type),
    toolSeverity: [found.type, found.severity].filter(Boolean).join(' ') || undefined,
    location: path ? { path, line: found.line, column: found.column } : undefined,
    remediation: found.fixable ? 'phpcbf can fix this' : undefined,
    raw: element.text,
  })
}
