import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { problem } from '../problem.ts'
import { type Element, eachElement } from '../syntax/json.ts'
import { jsonFrame } from '../syntax/json-frame.ts'
import { keyAt } from '../syntax/json-paths.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { position, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

const MESSAGES = '/files/*/messages/*'
const ERRORS = '/errors/*'

export const phpstan = {
  id: 'phpstan',
  name: 'PHPStan',
  link: 'https://phpstan.org/user-guide/output-format',
  extensions: ['.json'],
  kinds: ['code'],
  howTo: 'phpstan analyse --error-format=json > phpstan.json',
  detect,
  read,
} satisfies Format

const marks = z.object({
  totals: z.object({ errors: z.number(), file_errors: z.number() }),
  // PHP writes a map without entries as a list.
  files: z.union([z.record(z.string(), z.unknown()), z.tuple([])]),
})

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  await jsonFrame(input, context, { name: 'PHPStan JSON', omit: [MESSAGES, ERRORS], schema: marks })
  yield { type: 'header', tool: 'PHPStan' }
  for await (const element of eachElement(input, context, [MESSAGES, ERRORS])) {
    if (element.type === 'problem') yield element
    else if (element.pattern === ERRORS)
      yield problem(
        element.where,
        'PHPStan reports an error that is of no file: it may not have looked at all',
      )
    else {
      const message = shaped(messageSchema, element)
      yield message.type === 'problem' ? message : observationOf(message.value, element)
    }
  }
}

const messageSchema = z.object({
  message: z.string().trim().min(1),
  line: position,
  tip: text,
  identifier: text,
})

/** Every error is one: PHPStan has levels of what it looks for, and rates nothing. */
function observationOf(found: z.output<typeof messageSchema>, element: Element): Observation {
  const path = relativePath(pathOf(element))
  return observe({
    kind: 'code',
    // Before 1.11 errors had no identifiers.
    rule: found.identifier ?? 'phpstan',
    title: firstSentence(found.message) ?? found.message,
    description: found.message,
    severity: 'unknown',
    location: path ? { path, line: found.line } : undefined,
    references: found.identifier ? [`https://phpstan.org/error-identifiers/${found.identifier}`] : [],
    remediation: found.tip,
    raw: element.text,
  })
}

/** `…/src/Cart.php (in context of class Shop\Cart)` names a trait's user behind the file. */
const pathOf = ({ holder }: Element): string =>
  keyAt(holder.replace(/\/messages\/$/, '')).replace(/ \(in context of .*\)$/, '')
