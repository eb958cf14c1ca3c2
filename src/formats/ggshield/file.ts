import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import { byWord } from '../values/by-word.ts'
import type { Json } from '../values/fields.ts'
import { flag, listOf, number, part, position, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { readBy } from '../values/read-schema.ts'
import { isRedacted } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'

/** An element of the report: a file with incidents, or something that failed. */
export interface Place {
  value: unknown
  where: string
  failed: boolean
  /** The commit or layer that it is of. */
  scan?: Json
}

const occurrenceSchema = z.object({
  match: text,
  type: text,
  line_start: position,
  line_end: position,
  post_line_start: position,
  post_line_end: position,
  pre_line_start: position,
  pre_line_end: position,
  index_start: number,
  index_end: number,
})

type Occurrence = z.output<typeof occurrenceSchema>

const incidentSchema = z.object({
  type: z.string().trim().min(1),
  policy: text,
  validity: text,
  ignore_sha: text,
  known_secret: flag,
  secret_vaulted: flag,
  vault_path: text,
  incident_url: text,
  detector_documentation: text,
  ignore_reason: part(z.object({ kind: text, detail: text })),
  incident_details: part(
    z.object({ severity: text, status: text, ignore_reason: text, date: text, tags: texts }),
  ),
  occurrences: listOf(occurrenceSchema),
})

type Incident = z.output<typeof incidentSchema>

const fileSchema = z.object({ filename: text, mode: text, incidents: z.array(z.unknown()) })

const commitSchema = z.object({
  id: text,
  type: text,
  extra_info: part(z.object({ author: text, date: text })),
})

export function* secretsInFile(value: unknown): Generator<string> {
  for (const incident of readBy(fileSchema, value)?.incidents ?? [])
    for (const occurrence of readBy(incidentSchema, incident)?.occurrences ?? [])
      if (occurrence.match && !isRedacted(occurrence.match)) yield occurrence.match
}

/** One observation for each occurrence of a secret, or of one of its parts (an id and its key). */
export function* itemsOfFile({ value, where, scan }: Place): Generator<Observation | Problem> {
  const file = shaped(fileSchema, { where, value })
  if (file.type === 'problem') {
    yield file
    return
  }
  const commit = readBy(commitSchema, scan)
  for (const [index, given] of file.value.incidents.entries()) {
    const incident = shaped(incidentSchema, { where: `${where}/incidents/${index}`, value: given })
    if (incident.type === 'problem') yield incident
    else {
      const { occurrences } = incident.value
      const places: (Occurrence | undefined)[] = occurrences.length > 0 ? occurrences : [undefined]
      for (const occurrence of places)
        yield observationOf(incident.value, occurrence, {
          filename: file.value.filename,
          commit,
          raw: JSON.stringify({ filename: file.value.filename, ...(given as object) }),
        })
    }
  }
}

interface Around {
  filename: string | undefined
  commit: z.output<typeof commitSchema> | undefined
  raw: string
}

function observationOf(incident: Incident, occurrence: Occurrence | undefined, around: Around): Observation {
  const { incident_details: details } = incident
  const isMasked = occurrence?.match !== undefined && isRedacted(occurrence.match)
  return observe({
    kind: 'secret',
    rule: incident.type,
    title: [incident.type, partOf(occurrence)].filter(Boolean).join(': '),
    description: incident.policy,
    severity: severityOfWord(details?.severity),
    toolSeverity: details?.severity,
    location: locationOf(occurrence, around.filename),
    secret: isMasked ? undefined : occurrence?.match,
    secretMasked: isMasked ? occurrence?.match : undefined,
    references: [incident.incident_url, incident.detector_documentation].filter((link) => link !== undefined),
    fingerprints: incident.ignore_sha ? { ignoreSha: incident.ignore_sha } : undefined,
    verdict: verdictOf(incident),
    seenAt: isoTime(details?.date),
    tags: tagsOf(incident, around),
    raw: around.raw,
  })
}

/** Which part of a secret of several, such as `client_secret`. */
const partOf = (occurrence: Occurrence | undefined): string | undefined =>
  occurrence?.type && occurrence.type !== 'apikey' ? occurrence.type : undefined

/** A change has lines before and after it. Indexes count from 0. */
function locationOf(
  occurrence: Occurrence | undefined,
  filename: string | undefined,
): Observation['location'] {
  const path = relativePath((filename ?? '').replace(/^(?:commit|archive|file):\/\/[^/]*\//, ''))
  if (path === '') return undefined
  const { index_start: start, index_end: end } = occurrence ?? {}
  const column = (index: number | undefined) =>
    index !== undefined && Number.isInteger(index) && index >= 0 && index < 2 ** 31 - 1
      ? index + 1
      : undefined
  return {
    path,
    line: occurrence?.line_start ?? occurrence?.post_line_start ?? occurrence?.pre_line_start,
    endLine: occurrence?.line_end ?? occurrence?.post_line_end ?? occurrence?.pre_line_end,
    column: column(start),
    endColumn: column(end),
  }
}

const STATES: Record<string, ProducerVerdict['state']> = byWord({
  test_credential: 'accepted',
  low_risk: 'accepted',
  invalid: 'accepted',
  false_positive: 'false_positive',
})

function verdictOf({
  ignore_reason: ignored,
  incident_details: details,
}: Incident): ProducerVerdict | undefined {
  if (ignored) {
    const reason = [ignored.kind, ignored.detail].filter(Boolean).join(': ') || 'ignored'
    return { state: 'accepted', reason, source: 'ggshield' }
  }
  if (details?.status?.toUpperCase() === 'RESOLVED')
    return { state: 'fixed', reason: 'resolved', source: 'gitguardian' }
  if (details?.status?.toUpperCase() !== 'IGNORED') return undefined
  const reason = details.ignore_reason ?? 'ignored'
  return { state: STATES[reason] ?? 'accepted', reason, source: 'gitguardian' }
}

function tagsOf(incident: Incident, { commit }: Around): string[] {
  const isCommit = /^[0-9a-f]{40}$/.test(commit?.id ?? '')
  const date = isoTime(commit?.extra_info?.date)
  return [
    ...(incident.validity ? [incident.validity] : []),
    ...(incident.known_secret ? ['known secret'] : []),
    ...(incident.secret_vaulted ? ['in a vault'] : []),
    ...(incident.incident_details?.tags ?? []),
    ...(isCommit ? [`commit:${commit?.id}`] : []),
    ...(commit?.extra_info?.author ? [`author:${commit.extra_info.author}`] : []),
    ...(date ? [`committed:${date.slice(0, 10)}`] : []),
  ]
}
