import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { type Severity, severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import { type Element, eachRecord } from '../syntax/ndjson.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { byWord } from '../values/by-word.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { listOf, part, position, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'

export const staticcheck = {
  id: 'staticcheck',
  name: 'Staticcheck',
  link: 'https://staticcheck.dev/docs/running-staticcheck/cli/formatters/',
  extensions: ['.json', '.jsonl'],
  kinds: ['code'],
  howTo: 'staticcheck -f json ./... > staticcheck.json',
  silentWhenClean: true,
  detect,
  read,
} satisfies Format

const spot = z.object({ file: z.string(), line: z.number(), column: z.number() })
const marks = z.object({ code: z.string(), location: spot, end: spot, message: z.string() })

function detect({ outline }: Sample): number {
  return fits(marks, outline) ? 1 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'Staticcheck' }
  yield* shapedItems(eachRecord(input, context), problemSchema, observationOf)
}

const place = z.object({ file: text, line: position, column: position })

const problemSchema = z.object({
  code: z.string().trim().min(1),
  severity: text,
  location: place,
  end: part(place),
  message: text,
  related: listOf(z.object({ location: place, end: part(place), message: text })),
})

const SEVERITY: Record<string, Severity> = byWord({ ignored: 'unknown' })

function observationOf(found: z.output<typeof problemSchema>, { text }: Element): Observation {
  const { code, severity, message } = found
  return observe({
    kind: 'code',
    rule: code,
    title: firstSentence(message) ?? code,
    description: message,
    severity: SEVERITY[severity ?? ''] ?? severityOfWord(severity),
    toolSeverity: severity,
    location: locationOf(found),
    related: found.related.flatMap((item) => locationOf(item, item.message) ?? []),
    references: /^(?:SA|S|ST|QF)\d{4}$/.test(code) ? [`https://staticcheck.dev/docs/checks/#${code}`] : [],
    // Printed with -show-ignored.
    verdict:
      severity === 'ignored'
        ? { state: 'accepted', reason: 'ignored by a linter directive', source: 'staticcheck' }
        : undefined,
    raw: text,
  })
}

function locationOf(
  { location, end }: { location: z.output<typeof place>; end?: z.output<typeof place> | undefined },
  message?: string,
): CodeLocation | undefined {
  const path = relativePath(location.file ?? '')
  if (path === '') return undefined
  return withoutGaps({
    path,
    line: location.line,
    column: location.column,
    endLine: end?.line,
    endColumn: end?.column,
    message,
  })
}
