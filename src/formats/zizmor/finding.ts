import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { confidenceOfWord } from '../values/confidence.ts'
import { flag, listOf, number, part, text } from '../values/lenient.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'

const point = part(z.object({ row: number, column: number }))

/** Where an input comes from; older versions wrote `given_path`, and the repository's parts beside each other. */
const key = part(
  z.object({
    Local: part(z.object({ verbatim_path: text, given_path: text })),
    Remote: part(
      z.object({ slug: part(z.object({ owner: text, repo: text })), owner: text, repo: text, path: text }),
    ),
  }),
)

const locationSchema = z
  .object({
    symbolic: z.object({ key, annotation: text, kind: text }),
    concrete: part(
      z.object({ location: part(z.object({ start_point: point, end_point: point })), feature: text }),
    ),
  })
  .transform(({ symbolic, concrete }) => {
    const { Local: local, Remote: remote } = symbolic.key ?? {}
    const owner = remote?.slug?.owner ?? remote?.owner
    const repo = remote?.slug?.repo ?? remote?.repo
    return {
      kind: symbolic.kind,
      annotation: symbolic.annotation,
      path: relativePath(local?.verbatim_path ?? local?.given_path ?? remote?.path ?? ''),
      repository: owner && repo ? `${owner}/${repo}` : undefined,
      start: concrete?.location?.start_point,
      end: concrete?.location?.end_point,
      feature: concrete?.feature,
    }
  })

export const findingSchema = z.object({
  ident: z.string().trim().min(1),
  desc: text,
  url: text,
  determinations: part(z.object({ confidence: text, severity: text, persona: text })),
  locations: listOf(locationSchema),
  ignored: flag,
  fixes: listOf(z.object({ title: text })),
})

type Finding = z.output<typeof findingSchema>

export function observationOf(finding: Finding, { text }: Element): Observation {
  const { determinations, locations, ident, desc, url } = finding
  // Hidden places only span what a comment can ignore.
  const shown = locations.filter(({ kind }) => kind !== 'Hidden')
  const places = shown.length > 0 ? shown : locations
  const main = places.find(({ kind }) => kind === 'Primary') ?? places[0]
  return observe({
    kind: 'pipeline',
    rule: ident,
    title: desc ?? ident,
    description: [desc, main?.annotation].filter(Boolean).join(': ') || undefined,
    severity: severityOfWord(determinations?.severity),
    toolSeverity: determinations?.severity,
    confidence: confidenceOfWord(determinations?.confidence),
    location: main && placeOf(main)[0],
    related: places.filter((place) => place !== main).flatMap(placeOf),
    references: url ? [url] : [],
    remediation: finding.fixes.flatMap(({ title }) => title ?? []).join('\n') || undefined,
    verdict: finding.ignored
      ? { state: 'accepted', reason: 'ignored by a comment or the configuration', source: 'zizmor' }
      : undefined,
    tags: determinations?.persona && determinations.persona !== 'Regular' ? [determinations.persona] : [],
    raw: text,
  })
}

/** Rows and columns count from 0, the end lies behind the last character. */
function placeOf(place: Finding['locations'][number]): CodeLocation[] {
  if (place.path === '') return []
  const { start, end, feature, annotation } = place
  const one = (position: number | undefined) =>
    position !== undefined && Number.isInteger(position) && position >= 0 && position < 2 ** 31 - 1
      ? position + 1
      : undefined
  const endsBefore = end?.column === 0 && start?.row !== undefined && (end.row ?? 0) > start.row
  return [
    withoutGaps({
      path: place.path,
      line: one(start?.row),
      column: one(start?.column),
      endLine: endsBefore ? one((end?.row ?? 1) - 1) : one(end?.row),
      endColumn: endsBefore ? undefined : one(end?.column),
      snippet: feature?.replace(/\n+$/, ''),
      message: annotation,
    }),
  ]
}
