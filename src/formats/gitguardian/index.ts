import { z } from 'zod'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { eachListed } from '../syntax/json-list.ts'
import { shapedItems } from '../syntax/shaped-items.ts'
import { label, listOf, needed, part, position, text, texts } from '../values/lenient.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { fits } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'

export const gitguardian = {
  id: 'gitguardian',
  name: 'GitGuardian incidents',
  link: 'https://api.gitguardian.com/docs#tag/Secret-Incidents',
  extensions: ['.json', '.jsonl'],
  kinds: ['secret'],
  howTo:
    'curl -H "Authorization: Token $TOKEN" "https://api.gitguardian.com/v1/incidents/secrets?per_page=100&with_occurrences=20" > incidents.json',
  detect,
  read,
} satisfies Format

const mark = z.object({
  detector: z.object({ name: z.string(), nature: z.string() }),
  secret_hash: z.string(),
  status: z.string(),
})

function detect({ outline }: Sample): number {
  return fits(mark, Array.isArray(outline) ? outline[0] : outline) ? 1 : 0
}

const occurrenceSchema = z.object({
  filepath: text,
  sha: text,
  url: text,
  author_info: text,
  author_name: text,
  date: text,
  presence: text,
  source: part(z.object({ full_name: text, visibility: text })),
  matches: listOf(
    z.object({
      pre_line_start: position,
      pre_line_end: position,
      post_line_start: position,
      post_line_end: position,
    }),
  ),
})

const incidentSchema = z.object({
  id: label,
  detector: z.object({ name: needed, display_name: text }),
  secret_hash: text,
  hmsl_hash: text,
  gitguardian_url: text,
  date: text,
  status: text,
  ignore_reason: text,
  severity: text,
  validity: text,
  tags: texts,
  occurrences: listOf(occurrenceSchema),
})

const LIST = {
  name: "a list of GitGuardian's incidents",
  members: ['/incidents/*', '/data/*'],
  isElement: (value: object) => 'detector' in value,
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  yield { type: 'header', tool: 'GitGuardian' }
  yield* shapedItems(eachListed(input, context, LIST), incidentSchema, observationOf)
}

type Incident = z.output<typeof incidentSchema>

/** One secret is one incident, wherever it occurs; it is not printed. What is in a commit's patch before it has `pre` lines. */
function observationOf(incident: Incident, element: Element): Observation {
  const { detector, occurrences, validity, severity, tags } = incident
  const [location, ...related] = occurrences.flatMap(placeOf)
  const [first] = occurrences
  return observe({
    kind: 'secret',
    rule: detector.name,
    title: detector.display_name ?? detector.name,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    location,
    related,
    references: linksOf(
      incident.gitguardian_url,
      occurrences.map(({ url }) => url),
    ),
    fingerprints: incident.secret_hash
      ? { gitguardian: incident.secret_hash, ...(incident.hmsl_hash && { hmsl: incident.hmsl_hash }) }
      : undefined,
    verdict: verdictOf(incident),
    seenAt: isoTime(incident.date),
    tags: [
      ...(validity ? [`validation:${validity}`] : []),
      ...tags,
      ...(first?.sha ? [`commit:${first.sha}`] : []),
      ...(first?.author_name ? [`author:${first.author_name}`] : []),
      ...new Set(
        occurrences.flatMap(({ source }) => (source?.full_name ? [`source:${source.full_name}`] : [])),
      ),
    ],
    raw: element.text,
  })
}

function placeOf({ filepath, matches, source }: z.output<typeof occurrenceSchema>): CodeLocation[] {
  if (!filepath) return []
  const [match] = matches
  return [
    {
      path: relativePath(filepath),
      line: match?.post_line_start ?? match?.pre_line_start,
      endLine: match?.post_line_end ?? match?.pre_line_end,
      message: source?.full_name,
    },
  ]
}

const FALSE = ['false_positive', 'test_credential']

function verdictOf({ status, ignore_reason: reason }: Incident): Observation['verdict'] {
  const source = 'gitguardian-status'
  if (status === 'RESOLVED') return { state: 'fixed', source }
  if (status !== 'IGNORED') return undefined
  const state = FALSE.includes(reason ?? '') ? 'false_positive' : 'accepted'
  return { state, ...(reason && { reason }), source }
}
