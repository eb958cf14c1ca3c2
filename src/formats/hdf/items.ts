import type { Kind } from '../../model/kind.ts'
import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import { asText } from '../values/fields.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { observe } from '../values/observe.ts'
import { isoTime } from '../values/time.ts'
import type { Control, Result } from './control.ts'
import { placeOf } from './place.ts'
import { advisoriesIn, controlsIn, cwesIn, wordsIn } from './tags.ts'

export interface ControlContext {
  where: string
  /** The host or account that was looked at. */
  target: string | undefined
  platform: string | undefined
  isOverlay: boolean
}

const isBad = ({ status }: Result): boolean => status === 'failed' || status === 'error'

/**
 * A control fails if one of its tests does. Tests that name their place are findings of their own, the others one finding together.
 * A control that was skipped is for a person to check, unless it does not apply (impact 0).
 */
export function* controlItems(control: Control, context: ControlContext): Generator<Item> {
  const bad = control.results.filter(isBad)
  const placed = bad.filter((result) => placeOf(result) !== undefined)
  const others = bad.filter((result) => placeOf(result) === undefined)
  for (const result of placed) yield observationOf(control, [result], context)
  if (others.length > 0) yield observationOf(control, others, context)
  if (bad.length > 0) return
  const skipped = control.results.filter(({ status }) => status === 'skipped')
  if (skipped.length > 0 && skipped.length === control.results.length && control.impact !== 0)
    yield observationOf(control, skipped, context)
  if (control.results.length === 0 && !context.isOverlay && control.impact !== 0)
    yield problem(context.where, 'this control has no result: it was not checked')
}

function observationOf(control: Control, results: Result[], context: ControlContext): Observation {
  const { tags = {}, impact } = control
  const skipped = results.every(({ status }) => status === 'skipped')
  const place = results.length === 1 && results[0] ? placeOf(results[0]) : undefined
  const times = results.flatMap(({ start_time }) => isoTime(start_time) ?? [])
  return observe({
    kind: place?.kind ?? kindOf(context),
    rule: control.id,
    title: control.title ?? control.id,
    description: describe(control, results),
    severity: skipped ? 'info' : severityOf(impact, tags),
    toolSeverity: impact === undefined ? asText(tags.severity) : String(impact),
    cwes: cwesIn(tags),
    advisories: advisoriesIn(control.id, tags),
    ...(context.target && { resource: { address: context.target } }),
    ...place?.at,
    controls: controlsIn(tags),
    references: control.refs.flatMap(({ url, uri, ref }) => url ?? uri ?? linksIn(ref)),
    remediation: proseText(control.descriptions.get('fix') ?? asText(tags.fix)),
    // Without a place the text of the results would be the identity, which changes with every value in it.
    fingerprints: place ? undefined : { control: control.id },
    verdict: verdictOf(control),
    seenAt: times.at(-1),
    tags: [
      ...(skipped ? ['manual-check'] : []),
      ...(results.some(({ status }) => status === 'error') ? ['check-error'] : []),
      ...wordsIn(tags),
    ],
    raw: JSON.stringify({ ...control, descriptions: Object.fromEntries(control.descriptions), results }),
  })
}

const kindOf = ({ platform }: ControlContext): Kind =>
  /^(?:aws|azure|gcp|alicloud)$/i.test(platform ?? '') ? 'cloud' : 'config'

/** https://docs.chef.io/inspec/profiles/controls/: the upper end of each range. */
function severityOf(impact: number | undefined, tags: Record<string, unknown>): Observation['severity'] {
  if (impact === undefined) return severityOfWord(asText(tags.severity))
  if (impact >= 0.9) return 'critical'
  if (impact >= 0.7) return 'high'
  if (impact >= 0.4) return 'medium'
  return impact > 0 ? 'low' : 'info'
}

function verdictOf({ waiver_data: waiver }: Control): Observation['verdict'] {
  if (!waiver?.justification || /expired/i.test(waiver.message ?? '')) return undefined
  return { state: 'accepted', reason: waiver.justification, source: 'inspec-waiver' }
}

function describe({ desc, descriptions, tags }: Control, results: Result[]): string | undefined {
  const rationale = descriptions.get('rationale')
  const check = proseText(descriptions.get('check') ?? asText(tags?.check))
  const said = results.flatMap(({ code_desc, message, skip_message }) =>
    [code_desc, message, skip_message].flatMap((text) => text?.trim() || []),
  )
  return (
    [
      proseText(desc ?? descriptions.get('default')),
      rationale && `Rationale: ${rationale}`,
      check && `Check: ${check}`,
      said.join('\n'),
    ]
      .filter(Boolean)
      .join('\n\n') || undefined
  )
}
