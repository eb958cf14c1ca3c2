import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import { loss } from '../problem.ts'
import { observationOf as ownObservation } from '../stance-json/finding.ts'
import { findingShape } from '../stance-json/shape.ts'
import type { Found } from './elements.ts'
import type { Plan } from './plan.ts'
import { LIST_FIELDS } from './schema.ts'
import type { Rating } from './severity-table.ts'

const LISTS: readonly string[] = LIST_FIELDS
/** A rule is a name; what is longer is prose that was mapped to it. */
const LONGEST_RULE = 500

/** Kinds that are matched by something else than the resource they are about (src/findings/identity.ts), and by what. */
const PLACES: Partial<Record<string, string>> = {
  ...{ dependency: 'package', container: 'package', malware: 'package', license: 'package' },
  ...{ secret: 'secret', web: 'url', api: 'url' },
}

/** Whether a finding is matched by what its kind is matched by; otherwise its resource has to tell it from others. */
const hasOwnPlace = (finding: Record<string, unknown>): boolean => {
  const place = PLACES[String(finding.kind)]
  return place === undefined || finding[place] !== undefined || finding.purl !== undefined
}

/** An element as an observation, or the problem that says why there is none. The fields mean what they mean in Stance's own formats. */
export function observationIn(plan: Plan, found: Found, rating: Rating | undefined): Observation | Problem {
  const given = new Map(plan.fields.map(([field, value]) => [field as string, value.of(found.lookup)]))
  const finding: Record<string, unknown> = {}
  for (const [field, values] of given)
    if (values.length > 0) finding[field] = LISTS.includes(field) ? values : values[0]
  if (finding.title === undefined)
    return loss(found.where, 'this element is left out: nothing stands where the mapping reads its title')
  const [address] = given.get('resource') ?? []
  if (address !== undefined)
    finding.resource = {
      address,
      type: finding.resourceType,
      provider: finding.provider,
      region: finding.region,
      account: finding.account,
    }
  finding.rule = (finding.rule as string | undefined)?.slice(0, LONGEST_RULE)
  finding.kind = plan.kindOf(found.lookup)
  finding.severity = rating?.severity
  if (address !== undefined && !hasOwnPlace(finding)) finding.fingerprint ??= address
  const { location, verdict: _, ...observation } = ownObservation(findingShape.parse(finding), found.text)
  const verdict = plan.verdictOf(found.lookup)
  return {
    ...observation,
    ...(rating && { toolSeverity: rating.word }),
    ...(location && location.path !== '' && { location }),
    ...(verdict && {
      verdict: {
        state: verdict.state,
        ...(verdict.reason !== undefined && { reason: verdict.reason }),
        source: `mapping ${plan.id}`,
      },
    }),
  }
}
