import { z } from 'zod'
import type { Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Severity } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { linksIn, proseText } from '../values/html-text.ts'
import { shaped, text, texts } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

export interface Tenant {
  name?: string | undefined
  id?: string | undefined
}

const groupSchema = z.object({
  GroupName: text,
  GroupReferenceURL: text,
  Controls: z.array(z.unknown()),
})

type Group = z.output<typeof groupSchema>

const controlSchema = z.object({
  'Control ID': z.string().trim().min(1),
  Requirement: text,
  Result: z.string().trim().min(1),
  Criticality: text,
  Details: text,
  OmittedEvaluationResult: text,
  OmittedEvaluationDetails: text,
  IncorrectResult: text,
  IncorrectDetails: text,
  Comments: texts,
  ResolutionDate: text,
  'Non-Compliance Reason': text,
  'Remediation Completion Date': text,
  Justification: text,
})

type Control = z.output<typeof controlSchema>

interface Place {
  where: string
  value: unknown
  raw: string
}

export function* itemsOfGroup(element: Element, tenant: Tenant): Generator<Item> {
  const group = shaped(groupSchema, element)
  if (group.type === 'problem') {
    yield group
    return
  }
  for (const [index, value] of group.value.Controls.entries()) {
    const where = `${element.where}/Controls/${index}`
    yield* itemsOfControl({ where, value, raw: JSON.stringify(value) ?? '' }, tenant, group.value)
  }
}

/** What failed is a finding, also where the tenant's own configuration leaves it out or calls the result wrong. */
export function* itemsOfControl(
  { where, value, raw }: Place,
  tenant: Tenant,
  group: Group | undefined,
): Generator<Item> {
  const shapedControl = shaped(controlSchema, { where, value })
  if (shapedControl.type === 'problem') {
    yield shapedControl
    return
  }
  const control = shapedControl.value
  const result = outcomeOf(control)
  if (result === 'error')
    yield problem(where, 'ScubaGear could not evaluate this control: it may be a finding')
  else if (result !== 'pass') yield observationOf(control, { result, tenant, group, raw })
}

type Outcome = 'pass' | 'fail' | 'manual' | 'error'

/** `Pass`, `Fail`, `Warning` (a `Should` that failed), `N/A` (to be checked by hand), `Error…`, `Omitted`, `Incorrect result`. */
function outcomeOf(control: Control): Outcome {
  const word = control.Result.toLowerCase()
  const own =
    word === 'omitted'
      ? control.OmittedEvaluationResult
      : word.startsWith('incorrect')
        ? control.IncorrectResult
        : control.Result
  const result = own?.toLowerCase() ?? ''
  if (result === 'pass') return 'pass'
  if (result === 'fail' || result === 'warning') return 'fail'
  return result.startsWith('error') ? 'error' : 'manual'
}

/** A `Shall` is required, a `Should` recommended; the rest says how it is checked: `Shall/3rd Party`. */
const severityOf = (criticality: string | undefined): Severity => {
  if (/^shall/i.test(criticality ?? '')) return 'high'
  return /^should/i.test(criticality ?? '') ? 'medium' : 'unknown'
}

interface Around {
  result: Outcome
  tenant: Tenant
  group: Group | undefined
  raw: string
}

function observationOf(control: Control, { result, tenant, group, raw }: Around): Observation {
  const [requirement = '', indicators] = (control.Requirement ?? '').split(
    /(?=<div class=['"]policy-indicators)/,
  )
  const title = proseText(requirement)
  const product = /^[^.]+\.([^.]+)\./.exec(control['Control ID'])?.[1]
  return observe({
    kind: 'identity',
    rule: control['Control ID'],
    title: title ?? control['Control ID'],
    description: descriptionOf(control, title),
    severity: result === 'manual' ? 'info' : severityOf(control.Criticality),
    toolSeverity: control.Criticality,
    resource: resourceOf(product, tenant),
    controls: [
      `SCuBA:${control['Control ID']}`,
      ...(/BOD 25-01/.test(indicators ?? '') ? ['BOD-25-01'] : []),
    ],
    references: [
      ...new Set([
        ...(group?.GroupReferenceURL ? [group.GroupReferenceURL] : []),
        ...linksIn(control.Details),
      ]),
    ],
    verdict: verdictOf(control),
    tags: [
      ...(result === 'manual' ? ['manual-check'] : []),
      ...(product ? [product] : []),
      ...(group?.GroupName ? [group.GroupName] : []),
    ],
    raw,
  })
}

function resourceOf(product: string | undefined, { name, id }: Tenant): Observation['resource'] {
  const address = name ?? product
  return address
    ? { address, ...(product && { type: product }), provider: 'Microsoft 365', ...(id && { account: id }) }
    : undefined
}

const given = (value: string | undefined): string | undefined => (value === 'N/A' ? undefined : value)

function descriptionOf(control: Control, title: string | undefined): string | undefined {
  const comments = control.Comments.filter((comment) => comment !== 'System.Object[]')
  const facts = [
    title,
    proseText(control.Details),
    proseText(given(control.OmittedEvaluationDetails)),
    proseText(given(control.IncorrectDetails)),
    comments.length > 0 && `Comments: ${comments.join('; ')}`,
    control['Non-Compliance Reason'] && `Reason: ${control['Non-Compliance Reason']}`,
    (control.ResolutionDate ?? control['Remediation Completion Date']) &&
      `To be resolved by: ${control.ResolutionDate ?? control['Remediation Completion Date']}`,
  ]
  return facts.filter(Boolean).join('\n\n') || undefined
}

function verdictOf(control: Control): ProducerVerdict | undefined {
  const word = control.Result.toLowerCase()
  const reason =
    proseText(control.Comments.find((comment) => comment !== 'System.Object[]')) ?? control.Justification
  if (word === 'omitted') return { state: 'accepted', reason: reason ?? 'omitted', source: 'scubagear' }
  if (word.startsWith('incorrect'))
    return { state: 'false_positive', reason: reason ?? 'marked as incorrect', source: 'scubagear' }
  return undefined
}
