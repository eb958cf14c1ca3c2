import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { isObject } from '../values/fields.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { isKeyHeader } from '../values/secret-in-match.ts'
import { isoTime } from '../values/time.ts'
import { type Finding, groupsOf, type Match } from './finding.ts'

/** One place of a secret. It rates nothing: the severity is unknown. */
export function observationOf(finding: Finding, match: Match, value: unknown): Observation {
  const places = match.provenance.flatMap((from) => locationOf(from, match))
  const secret = groupsOf(finding).at(-1)
  return observe({
    kind: 'secret',
    rule: finding.rule_text_id ?? finding.rule_name,
    title: finding.rule_name,
    description: [finding.comment, match.comment].filter(Boolean).join('\n\n') || undefined,
    severity: 'unknown',
    location: places[0],
    related: places.slice(1),
    secret: secret && !isKeyHeader(secret) ? secret : undefined,
    fingerprints: fingerprintsOf(finding, match),
    verdict: verdictOf(finding, match),
    tags: match.provenance.flatMap(commitTags),
    raw: rawOf(value, match),
  })
}

function fingerprintsOf(
  { finding_id }: Finding,
  { structural_id }: Match,
): Record<string, string> | undefined {
  const known = { ...(finding_id && { finding: finding_id }), ...(structural_id && { match: structural_id }) }
  return Object.keys(known).length > 0 ? known : undefined
}

function verdictOf({ statuses }: Finding, { status }: Match): ProducerVerdict | undefined {
  const word = status ?? (statuses.length === 1 ? statuses[0] : undefined)
  return word?.toLowerCase() === 'reject'
    ? { state: 'false_positive', reason: 'rejected', source: 'nosey-parker' }
    : undefined
}

type Provenance = Match['provenance'][number]

const commitOf = (from: Provenance) => from.first_commit ?? from.commit_provenance

/** Columns count from 1, the last character is in. */
function locationOf(from: Provenance, { location, snippet }: Match): CodeLocation[] {
  const path = relativePath(from.path ?? commitOf(from)?.blob_path ?? from.payload?.path ?? '')
  if (path === '') return []
  const { start, end } = location?.source_span ?? {}
  return [
    withoutGaps({
      path,
      line: start?.line,
      endLine: end?.line,
      column: start?.column,
      endColumn: end?.column === undefined ? undefined : end.column + 1,
      snippet: snippet?.matching,
    }),
  ]
}

function commitTags(from: Provenance): string[] {
  const commit = commitOf(from)?.commit_metadata
  const author = commit?.author_name ?? commit?.committer_name
  const date = isoTime(commit?.committer_timestamp)
  return [
    ...(commit?.commit_id ? [`commit:${commit.commit_id}`] : []),
    ...(author ? [`author:${author}`] : []),
    ...(date ? [`committed:${date.slice(0, 10)}`] : []),
  ]
}

/** Without the groups: in base64 nobody would find the secret in them, but everybody could read it. */
function rawOf(value: unknown, match: Match): string {
  const { groups: _, matches, ...rest } = isObject(value) ? value : {}
  const own = (Array.isArray(matches) ? matches : []).find(
    (item) =>
      isObject(item) &&
      (match.structural_id ? item.structural_id === match.structural_id : item.blob_id === match.blob_id),
  )
  const { groups: __, ...place } = isObject(own) ? own : {}
  return JSON.stringify({ ...rest, matches: [place] })
}
