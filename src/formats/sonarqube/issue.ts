import { z } from 'zod'
import type { CodeLocation, Observation, ProducerVerdict } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { cwesOf } from '../values/cwe.ts'
import { listOf, needed, position, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import { placeOf, textRange } from './location.ts'
import { packagesIn } from './package.ts'
import { kindOf, severityOf } from './rule.ts'

const place = z.object({ component: text, textRange, msg: text })

export const issueSchema = z.object({
  key: text,
  rule: needed,
  severity: text,
  impacts: listOf(z.object({ softwareQuality: text, severity: text })),
  component: text,
  project: text,
  line: position,
  textRange,
  flows: listOf(z.object({ locations: listOf(place) })),
  status: text,
  issueStatus: text,
  resolution: text,
  message: text,
  tags: texts,
  type: text,
  cleanCodeAttribute: text,
  updateDate: text,
})

type Issue = z.output<typeof issueSchema>

/** An issue as an observation, one for each of the advisories that it names. */
export function issueObservations(issue: Issue, name: string | undefined, raw: string): Observation[] {
  const common = fieldsOf(issue, name, raw)
  const packages = packagesIn(issue.message)
  return packages.length === 0 ? [observe(common)] : packages.map((one) => observe({ ...common, ...one }))
}

function fieldsOf(issue: Issue, name: string | undefined, raw: string): Omit<Observation, 'type'> {
  const security =
    issue.impacts.find(({ softwareQuality }) => softwareQuality === 'SECURITY') ?? issue.impacts[0]
  const severity = issue.severity ?? security?.severity
  return {
    kind: kindOf(issue.rule),
    rule: issue.rule,
    title: name ?? issue.message ?? issue.rule,
    description: issue.message,
    severity: severityOf(severity),
    toolSeverity: severity,
    cwes: cwesOf(issue.tags),
    location: placeOf(issue),
    ...furtherPlaces(issue),
    fingerprints: issue.key ? { key: issue.key } : undefined,
    verdict: verdictOf(issue),
    seenAt: isoTime(issue.updateDate),
    tags: [...new Set([issue.type, issue.cleanCodeAttribute, ...issue.tags])].filter(
      (tag) => tag !== undefined,
    ),
    raw,
  }
}

/** A flow of several places is the way of the data, the sink first; single places explain the issue. */
function furtherPlaces(issue: Issue): { flow: CodeLocation[]; related: CodeLocation[] } {
  const placesIn = (flow: Issue['flows'][number]) =>
    flow.locations.flatMap((one) => {
      const found = placeOf({ ...one, project: issue.project })
      return found ? [{ ...found, message: one.msg }] : []
    })
  const ways = issue.flows.map(placesIn)
  return {
    flow: (ways.find((way) => way.length > 1) ?? []).toReversed(),
    related: ways.filter((way) => way.length === 1).flat(),
  }
}

const VERDICTS: { [word: string]: ProducerVerdict['state'] } = byWord({
  'FALSE-POSITIVE': 'false_positive',
  FALSE_POSITIVE: 'false_positive',
  WONTFIX: 'accepted',
  ACCEPTED: 'accepted',
  FIXED: 'fixed',
  REMOVED: 'fixed',
})

function verdictOf({ resolution, issueStatus, status }: Issue): ProducerVerdict | undefined {
  const word = resolution ?? issueStatus ?? ''
  const state = VERDICTS[word] ?? (status === 'CLOSED' ? 'fixed' : undefined)
  return state && { state, reason: VERDICTS[word] ? word : status, source: 'sonarqube-resolution' }
}
