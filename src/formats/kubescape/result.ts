import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import { type Severity, severityOfScore, severityOfWord } from '../../model/severity.ts'
import type { Problem } from '../contract.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { controlId } from '../values/control-id.ts'
import { asList } from '../values/fields.ts'
import { anything, listOf, needed, number, part, shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'
import { locationOf, type Place, placeOfId, resourceOf } from './place.ts'

const summarySchema = z.object({
  name: text,
  description: text,
  remediation: text,
  scoreFactor: number,
  severity: text,
  category: part(z.object({ name: text })),
})

export const frameSchema = z.object({
  results: z.array(z.unknown()).nullable(),
  summaryDetails: z.object({
    controls: part(z.record(z.string(), part(summarySchema))),
    frameworks: listOf(z.object({ name: text, controls: part(z.record(z.string(), anything)) })),
  }),
  clusterName: text,
  generationTime: text,
  metadata: part(
    z.object({
      scanMetadata: part(z.object({ kubescapeVersion: text })),
      clusterMetadata: part(z.object({ contextName: text })),
    }),
  ),
})

export interface Control extends Partial<z.output<typeof summarySchema>> {
  ids: string[]
}

/** What the summary says of each control: its weight, and the frameworks that it is a part of. */
export function controlsIn({ summaryDetails }: z.output<typeof frameSchema>): Map<string, Control> {
  const controls = new Map<string, Control>()
  for (const [id, summary] of Object.entries(summaryDetails.controls ?? {}))
    controls.set(id, { ...summary, ids: cisOf(id, summary?.name) })
  for (const framework of summaryDetails.frameworks)
    for (const id of Object.keys(framework.controls ?? {}))
      if (framework.name && !/^(?:cis|allcontrols)/i.test(framework.name))
        controls.get(id)?.ids.push(controlId(framework.name, id, 'kubernetes'))
  return controls
}

/** Controls of the benchmark are named by it: `CIS-5.7.2` or `CIS-5.7.2 Ensure …`. */
export function cisOf(...names: (string | undefined)[]): string[] {
  const number = names.map((name) => /^CIS-([\d.]+)/.exec(name ?? '')?.[1]).find(Boolean)
  return number ? [controlId('CIS', number, 'kubernetes')] : []
}

const ruleSchema = z.object({
  name: text,
  status: text,
  subStatus: text,
  exception: listOf(z.object({ name: text, reason: text })),
  paths: listOf(
    z.object({
      failedPath: text,
      reviewPath: text,
      deletePath: text,
      fixPath: part(z.object({ path: text, value: text })),
      fixCommand: text,
    }),
  ),
})

const controlSchema = z.object({
  controlID: needed,
  name: text,
  severity: text,
  status: part(z.object({ status: text, subStatus: text, info: text })),
  rules: listOf(ruleSchema),
})

type Rule = z.output<typeof ruleSchema>
type Checked = z.output<typeof controlSchema>

const resultSchema = z.object({ resourceID: needed, controls: anything })

interface Known {
  controls: Map<string, Control>
  places: Map<string, Place>
}

/** Every control that failed on one resource. */
export function* observationsOf(element: Element, known: Known): Generator<Observation | Problem> {
  const result = shaped(resultSchema, element)
  if (result.type === 'problem') {
    yield result
    return
  }
  const { resourceID } = result.value
  const place = known.places.get(resourceID) ?? placeOfId(resourceID)
  for (const [index, value] of asList(result.value.controls).entries()) {
    const control = shaped(controlSchema, { where: `${element.where}/controls/${index}`, value })
    if (control.type === 'problem') yield control
    else if (outcomeOf(control.value) !== 'pass')
      yield observationOf(control.value, place, known, JSON.stringify({ resourceID, controls: [value] }))
  }
}

/** Before version 3 only the rules of a control have an outcome. */
function outcomeOf({ status, rules }: Checked): 'fail' | 'pass' | 'review' {
  if (status?.status === 'skipped') return /review/.test(status.subStatus ?? '') ? 'review' : 'pass'
  const failed = rules.some((rule) => rule.status === 'failed')
  const excepted = status?.subStatus === 'w/exceptions'
  return status?.status === 'failed' || excepted || (failed && !status) ? 'fail' : 'pass'
}

function observationOf(control: Checked, place: Place, { controls }: Known, raw: string): Observation {
  const summary = controls.get(control.controlID)
  const review = outcomeOf(control) === 'review'
  const failed = control.rules.filter(({ status }) => status !== 'passed')
  return observe({
    kind: 'config',
    rule: control.controlID,
    title: control.name ?? summary?.name ?? control.controlID,
    description:
      [summary?.description, control.status?.info, pathsIn(failed)].filter(Boolean).join('\n\n') || undefined,
    severity: review ? 'info' : severityOf(control, summary),
    toolSeverity: control.severity ?? summary?.severity ?? summary?.scoreFactor?.toString(),
    // Some controls look for a flaw of Kubernetes itself, and are named by it.
    advisories: advisoryIdsIn(control.name),
    location: locationOf(place),
    resource: resourceOf(place),
    controls: summary?.ids ?? cisOf(control.controlID),
    remediation: [summary?.remediation, fixesIn(failed)].filter(Boolean).join('\n\n') || undefined,
    verdict: verdictOf(control, failed),
    tags: [
      ...(review ? ['manual-check'] : []),
      ...(summary?.category?.name ? [summary.category.name] : []),
      ...texts.parse(failed.map(({ name }) => name)),
    ],
    raw,
  })
}

/** The weight of a control is 0–10, rated as Kubescape does. */
function severityOf({ severity }: Checked, summary: Control | undefined): Severity {
  const word = severity ?? summary?.severity
  if (word) return severityOfWord(word)
  const weight = summary?.scoreFactor
  return weight === undefined || weight <= 0 ? 'unknown' : severityOfScore(weight)
}

const pathsIn = (rules: Rule[]): string =>
  rules
    .flatMap(({ paths }) => paths.map(({ failedPath, reviewPath }) => failedPath ?? reviewPath))
    .filter(Boolean)
    .join('\n')

const fixesIn = (rules: Rule[]): string =>
  rules
    .flatMap(({ paths }) =>
      paths.map(({ fixPath, fixCommand, deletePath }) => {
        if (fixPath?.path) return `${fixPath.path}: ${fixPath.value ?? ''}`.trim()
        return fixCommand ?? (deletePath && `remove ${deletePath}`)
      }),
    )
    .filter(Boolean)
    .join('\n')

function verdictOf({ status }: Checked, failed: Rule[]): ProducerVerdict | undefined {
  const [exception] = failed.flatMap((rule) => rule.exception)
  if (!exception && status?.subStatus !== 'w/exceptions') return undefined
  const reason = exception?.reason ?? exception?.name ?? 'exception'
  return { state: 'accepted', reason, source: 'kubescape-exception' }
}
