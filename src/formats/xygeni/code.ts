import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { cwesOf } from '../values/cwe.ts'
import { label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

export const locationSchema = part(
  z.object({
    filepath: needed,
    beginLine: position,
    endLine: position,
    beginColumn: position,
    endColumn: position,
    code: text,
  }),
)
const stepSchema = z.object({ kind: text, location: locationSchema, container: text, variableName: text })

export const codeSchema = z.object({
  detector: needed,
  kind: text,
  severity: text,
  confidence: text,
  location: locationSchema,
  language: text,
  codeFlows: listOf(z.object({ frames: listOf(stepSchema), dataPaths: listOf(stepSchema) })),
  cwes: texts,
  cwe: label,
  tags: texts,
  uniqueHash: text,
  explanation: text,
  url: text,
})

type Place = z.output<typeof locationSchema>

export const placeOf = (place: Place): CodeLocation | undefined =>
  place && {
    path: relativePath(place.filepath),
    ...(place.beginLine && { line: place.beginLine }),
    ...(place.endLine && { endLine: place.endLine }),
    ...(place.beginColumn && { column: place.beginColumn }),
    ...(place.endColumn && { endColumn: place.endColumn }),
    ...(place.code && { snippet: place.code }),
  }

export function codeObservation(one: z.output<typeof codeSchema>, raw: string): Observation {
  const { detector, severity, explanation, uniqueHash } = one
  const flow = one.codeFlows[0]
  const steps = flow && flow.dataPaths.length > flow.frames.length ? flow.dataPaths : flow?.frames
  return observe({
    kind: 'code',
    rule: detector,
    title: explanation ?? detector,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOfWord(one.confidence),
    cwes: cwesOf(one.cwes, one.cwe),
    location: placeOf(one.location),
    flow: (steps ?? []).flatMap((step) => {
      const place = placeOf(step.location)
      const message = [step.kind, step.variableName].filter(Boolean).join(' ')
      return place ? [{ ...place, ...(step.container && { symbol: step.container }), message }] : []
    }),
    references: one.url ? [one.url] : [],
    fingerprints: uniqueHash === undefined ? undefined : { uniqueHash },
    tags: [...(one.kind ? [one.kind] : []), ...(one.language ? [one.language] : []), ...one.tags],
    raw,
  })
}
