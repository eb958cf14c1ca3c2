import type { Format, Input, Item, ReadContext, Sample } from '../contract.ts'
import type { Declared } from '../infrastructure/cloud-types/contract.ts'
import { itemsOf } from '../infrastructure/running-resources.ts'
import { declaredOf } from '../infrastructure/terraform/declared-of.ts'
import { knownResources } from '../infrastructure/terraform/known-resources.ts'
import { loss, problem } from '../problem.ts'
import { type Element, eachElement, wholeJson } from '../syntax/json.ts'
import { asText, isObject } from '../values/fields.ts'

export const terraformState = {
  id: 'terraform-state',
  name: 'Terraform state',
  link: 'https://developer.hashicorp.com/terraform/internals/json-format',
  extensions: ['.json', '.tfstate'],
  // It says what there is, and finds nothing wrong with it.
  kinds: [],
  howTo: 'terraform show -json > state.json (or terraform state pull > state.json)',
  detect,
  read,
} satisfies Format

const STATE = '/resources/*'
/** A module with those that it calls, as `terraform show -json` nests them. */
const SHOWN = '/values/root_module'

function detect({ outline }: Sample): number {
  if (!isObject(outline)) return 0
  if (outline.version === 4 && typeof outline.terraform_version === 'string' && 'lineage' in outline) return 1
  const isShown = typeof outline.format_version === 'string' && isObject(outline.values)
  return isShown && !('planned_values' in outline) ? 0.9 : 0
}

async function* read(input: Input, context: ReadContext): AsyncGenerator<Item> {
  const { value, problems } = await wholeJson(input, context, [STATE, SHOWN])
  const whole = isObject(value) ? value : {}
  const toolVersion = asText(whole.terraform_version)
  yield { type: 'header', tool: 'Terraform', ...(toolVersion ? { toolVersion } : {}) }
  yield* problems
  if (
    !Array.isArray(whole.resources) &&
    !isObject(whole.values) &&
    whole.version !== 4 &&
    !whole.format_version
  )
    yield loss('', 'this state has no resources: nothing is known from it')
  const declared: Declared[] = []
  for await (const element of eachElement(input, context, [STATE, SHOWN]))
    if (element.type === 'problem') yield element
    else {
      const all = declaredIn(element)
      const found = all?.filter(({ name }) => name.trim() !== '')
      if (found) for (const one of found) declared.push(one)
      if (!all || found?.length !== all.length) yield problem(element.where, NAMELESS)
    }
  yield* itemsOf(declared)
}

const NAMELESS = 'what has no type or no name is no resource of a state: it is left out'

/** Resources of one element; undefined for what is none. Secrets stay in the state. */
function declaredIn({ pattern, value, text }: Element): Declared[] | undefined {
  if (!isObject(value)) return undefined
  if (pattern === STATE && (!asText(value.type) || !asText(value.name))) return undefined
  const document =
    pattern === STATE
      ? `{"terraform_version":"","resources":[${text}]}`
      : `{"format_version":"","values":{"root_module":${text}}}`
  return knownResources(document)?.map((one) => ({
    ...declaredOf({ ...one, line: 1 }, one.address, one.address),
    scope: '',
  }))
}
