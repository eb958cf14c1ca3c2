import { z } from 'zod'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { label, needed, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isRedacted } from '../values/secret-in-match.ts'
import { locationSchema, placeOf } from './code.ts'

export const secretSchema = z.object({
  detector: needed,
  type: text,
  secret: text,
  hash: label,
  location: locationSchema,
  key: text,
  description: text,
  severity: text,
  confidence: text,
  tags: texts,
  uniqueHash: text,
})

/** The tool masks what it found, unless it was told not to. */
export function secretObservation(one: z.output<typeof secretSchema>, raw: string): Observation {
  const { detector, severity, secret, hash, uniqueHash } = one
  const masked = secret !== undefined && isRedacted(secret)
  return observe({
    kind: 'secret',
    rule: detector,
    title: one.description ?? detector,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    confidence: confidenceOfWord(one.confidence),
    location: placeOf(one.location),
    ...(masked ? { secretMasked: secret } : { secret }),
    fingerprints: {
      ...(hash === undefined ? {} : { secret: hash }),
      ...(uniqueHash === undefined ? {} : { uniqueHash }),
    },
    tags: [...(one.type ? [one.type] : []), ...one.tags],
    raw,
  })
}
