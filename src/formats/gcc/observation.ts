import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { cwesOf } from '../values/cwe.ts'
import { listOf, needed, number, part, position, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const point = part(z.object({ file: needed, line: position, column: position, 'byte-column': position }))
/** `caret` is the place itself; `finish` is the last character. */
const placeSchema = z.object({ caret: point, finish: point, label: text })
const child = z.object({ kind: text, message: text, locations: listOf(placeSchema) })

export const diagnosticSchema = z.object({
  kind: needed,
  message: needed,
  option: text,
  option_url: text,
  metadata: part(z.object({ cwe: number })),
  locations: listOf(placeSchema),
  children: listOf(child),
  /** Steps of the analyzer's way to what is wrong. */
  path: listOf(z.object({ location: point, description: text, function: text })),
  fixits: listOf(z.object({ start: point, next: point, string: z.string().optional().catch(undefined) })),
})

export function observationOf(found: z.output<typeof diagnosticSchema>, raw: string): Observation {
  const { kind, message, option, metadata, locations, children, path, fixits } = found
  const place = locations.map(placeOf).find(Boolean)
  const step = path.at(-1)
  return observe({
    kind: 'code',
    // GCC's errors have no option that names them: their words do, without the names and numbers in them.
    rule: option?.replace(/^-W/, '') ?? message.replace(/(["'`‘]).{0,400}?["'`’]/g, '…').replace(/\d+/g, '…'),
    title: message,
    severity: severityOfWord(kind === 'fatal error' ? 'error' : kind),
    toolSeverity: kind,
    cwes: metadata?.cwe === undefined ? [] : cwesOf(metadata.cwe),
    location: place && { ...place, ...(step?.function && { symbol: step.function }) },
    flow: path.flatMap(({ location, description }) =>
      location ? [{ ...pointOf(location), ...(description && { message: description }) }] : [],
    ),
    related: children.flatMap(({ locations: [at], message: said }) => {
      const spot = at && placeOf(at)
      return spot ? [{ ...spot, ...(said && { message: said }) }] : []
    }),
    remediation:
      fixits
        .flatMap(({ string, start }) => (string ? [`line ${start?.line ?? '?'}: ${string}`] : []))
        .join('\n') || undefined,
    references: found.option_url ? [found.option_url] : [],
    raw,
  })
}

const pointOf = (at: NonNullable<z.output<typeof point>>): CodeLocation => ({
  path: relativePath(at.file),
  ...(at.line && { line: at.line }),
  ...((at.column ?? at['byte-column']) && { column: at.column ?? at['byte-column'] }),
})

function placeOf({ caret, finish, label }: z.output<typeof placeSchema>): CodeLocation | undefined {
  const start = caret ?? finish
  if (!start) return undefined
  const end = finish?.file === start.file ? finish : undefined
  return {
    ...pointOf(start),
    ...(end?.line && { endLine: end.line }),
    ...(end?.column && { endColumn: end.column + 1 }),
    ...(label && { message: label }),
  }
}
