import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { escapeSegment } from '../syntax/json-paths.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { asObject } from '../values/fields.ts'
import { firstSentence } from '../values/first-sentence.ts'
import { number, position, text, texts } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { finding, isGood } from './finding.ts'

const ruleSchema = z.object({
  /** Paths with the lines in each, `12,40`; before 3.2 only paths. */
  files: z.union([z.record(z.string(), z.string()), z.array(z.string())]).optional(),
  metadata: z.object({
    description: text,
    severity: text,
    cvss: number,
    cwe: texts,
    'owasp-mobile': texts,
    masvs: texts,
    ref: texts,
    reference: texts,
    label: texts,
  }),
})

type Metadata = z.output<typeof ruleSchema>['metadata']

/** Rules with their matches: one observation a file. Since 3.6 the rules of the code analysis stand in `findings`. */
export function* codeRules({ value, where }: Element): Generator<Observation | Problem> {
  const section = asObject(value) ?? {}
  const inner = asObject(section.findings)
  for (const [rule, told] of Object.entries(inner ?? section)) {
    const place = `${where}/${inner ? 'findings/' : ''}${escapeSegment(rule)}`
    const result = ruleSchema.safeParse(told)
    if (!result.success) yield loss(place, 'left out, because it is not of the expected shape')
    else yield* ruleFindings(rule, result.data, place)
  }
}

function* ruleFindings(rule: string, { files, metadata }: z.output<typeof ruleSchema>, where: string) {
  if (isGood(metadata.severity)) return
  const places = Array.isArray(files)
    ? files.map((path): [string, string] => [path, ''])
    : Object.entries(files ?? {})
  for (const [path, lines] of places.length > 0 ? places : [['', ''] as const])
    yield* finding(toldOf(rule, metadata, placesIn(path, lines)), where, {
      [rule]: { files: { [path]: lines }, metadata },
    })
}

function toldOf(rule: string, metadata: Metadata, [location, ...related]: CodeLocation[]) {
  const { description, severity, cvss, masvs } = metadata
  const rating = cvssRating({ score: cvss || undefined })
  return {
    kind: 'code' as const,
    rule,
    title: firstSentence(description) ?? rule,
    ...(description && { description }),
    ...(severity && { toolSeverity: severity }),
    cvss: rating ? [rating] : [],
    cwes: cwesOf(metadata.cwe),
    ...(location && { location }),
    related,
    controls: masvs.filter((control) => control !== '').map((control) => `MASVS:${control}`),
    references: [...metadata.ref, ...metadata.reference],
    tags: [...metadata['owasp-mobile'], ...metadata.label],
  }
}

/** Lines come in no order, and some twice. */
function placesIn(path: string, lines: string): CodeLocation[] {
  const own = relativePath(path)
  if (own === '') return []
  const numbers = lines
    .split(',')
    .map((line) => position.parse(line.trim()))
    .filter((line) => line !== undefined)
  const sorted = [...new Set(numbers)].sort((a, b) => a - b)
  return sorted.length === 0 ? [{ path: own }] : sorted.map((line) => ({ path: own, line }))
}
