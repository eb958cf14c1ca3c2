import { z } from 'zod'
import type { Observation, Resource } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss, problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { type eachOnce, resourceClaim } from '../values/claims.ts'
import { controlId } from '../values/control-id.ts'
import { asObject, asText } from '../values/fields.ts'
import { label, listOf, shaped, text } from '../values/lenient.ts'
import { observe } from '../values/observe.ts'

/** Groups within groups: no benchmark goes deeper. */
const DEEPEST = 12

/** Where controls may stand. */
export const CONTROLS = Array.from(
  { length: DEEPEST },
  (_, depth) => `${'/groups/*'.repeat(depth)}/controls/*`,
)
export const TOO_DEEP = '/groups/*'.repeat(DEEPEST)

const tags = z.record(z.string(), z.unknown()).nullish().catch(undefined)

const controlSchema = z.object({
  control_id: z.string().trim().min(1),
  title: text,
  description: text,
  severity: text,
  tags,
  run_error: text,
  run_status: label,
  results: z.array(z.unknown()).nullish(),
})

type Control = z.output<typeof controlSchema>

const resultSchema = z.object({
  reason: text,
  resource: text,
  status: z.string(),
  dimensions: listOf(z.object({ key: text, value: label })),
})

type Result = z.output<typeof resultSchema>

/** One observation for each resource that is in alarm. */
export function* itemsOfControl(element: Element, once: ReturnType<typeof eachOnce>): Generator<Item> {
  const control = shaped(controlSchema, element)
  if (control.type === 'problem') {
    yield control
    return
  }
  if (control.value.run_error) yield loss(element.where, 'this control failed: what it checks is not known')
  for (const [index, given] of (control.value.results ?? []).entries()) {
    const where = `${element.where}/results/${index}`
    const result = shaped(resultSchema, { where, value: given })
    if (result.type === 'problem') {
      yield result
      continue
    }
    const resource = resourceOf(result.value, control.value)
    if (resource) yield* once([resourceClaim('cloud-resource', resource)])
    if (result.value.status === 'error')
      yield problem(where, 'this could not be checked: it may be a finding')
    if (result.value.status === 'alarm') {
      const { results: _, ...about } = element.value as object & { results?: unknown }
      yield observationOf(
        control.value,
        result.value,
        resource,
        JSON.stringify({ ...about, results: [given] }),
      )
    }
  }
}

function observationOf(
  control: Control,
  result: Result,
  resource: Resource | undefined,
  raw: string,
): Observation {
  return observe({
    kind:
      tagOf(control, 'category') === 'IaC' || tagOf(control, 'plugin') === 'terraform' ? 'config' : 'cloud',
    rule: control.control_id,
    title: control.title ?? control.control_id,
    description: [result.reason, control.description].filter(Boolean).join('\n\n') || undefined,
    severity: severityOfWord(control.severity),
    toolSeverity: control.severity,
    resource,
    controls: controlsOf(control),
    tags: [tagOf(control, 'service'), tagOf(control, 'type')].filter((tag) => tag !== undefined),
    raw,
  })
}

const tagOf = ({ tags: given }: Control, name: string): string | undefined => asText(asObject(given)?.[name])

/** `cis: true, cis_version: v3.0.0, cis_item_id: 1.4`; of other frameworks only that they ask for it. */
function controlsOf(control: Control): string[] {
  const item = tagOf(control, 'cis_item_id')
  const plugin = tagOf(control, 'plugin') ?? tagOf(control, 'service')
  if (item)
    return [controlId(`CIS ${tagOf(control, 'cis_version') ?? ''}`, item, plugin?.replace(/^AWS\/.*/, 'aws'))]
  return Object.entries(asObject(control.tags) ?? {})
    .filter(([name, value]) => value === 'true' && !/^cis/.test(name))
    .map(([name]) => name)
}

/** Dimensions are columns of the query: account and region are named alike in all mods. */
function resourceOf(result: Result, control: Control): Resource | undefined {
  const { resource: address } = result
  if (!address) return undefined
  const dimension = (...names: string[]) =>
    result.dimensions.find(({ key }) => key !== undefined && names.includes(key))?.value
  const region = dimension('region', 'location')
  const account = dimension('account_id', 'subscription_id', 'subscription', 'project', 'tenant_id')
  const provider = tagOf(control, 'plugin')
  return {
    address,
    ...(provider && { provider }),
    ...(region && region !== 'global' && { region }),
    ...(account && { account }),
  }
}
