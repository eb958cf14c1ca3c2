import type { FileFacts, Tree } from '../../contract.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { csharpTemplate } from '../languages/csharp-templates.ts'
import { constantIn, fillConstants } from '../names.ts'
import type { OwnAttribute } from './aspnet-attributes.ts'
import type { OwnAction, OwnController } from './aspnet-controllers-actions.ts'

type Find = Parameters<NonNullable<Framework['weave']>>[2]
type Value = string | null | undefined

/** What an attribute says once it is followed to the framework's own. */
interface Meaning {
  verbs: string[]
  template: Value
}

// Attributes inherit from attributes: more is a circle.
const DEEPEST = 5
const VERB = /^Http(Get|Post|Put|Delete|Patch|Head|Options)$/

/** Routers and routes of classes and methods whose attributes are the project's own. */
export function routesOfOwnAttributes(
  files: readonly FileFacts<RouteFact>[],
  _tree: Tree,
  find: Find,
): FileFacts<RouteFact>[] {
  const known = new Map<string, OwnAttribute>()
  for (const { path, facts } of files)
    for (const one of facts)
      if (one.fact === 'note' && one.framework === 'aspnet-controllers' && one.kind === 'attribute')
        known.set(`${path}\0${one.name}`, one.data as OwnAttribute)
  const meaningOf = (file: string, name: string, values: Value[], depth = 0): Meaning | undefined => {
    const verb = VERB.exec(name)?.[1]?.toUpperCase()
    if (verb) return { verbs: [verb], template: values[0] }
    if (name === 'Route') return { verbs: [], template: values[0] }
    if (name === 'HttpMethod') return { verbs: [], template: values[1] }
    const at = depth < DEEPEST ? find(file, `${name}Attribute`) : undefined
    const own = at && known.get(`${at.file}\0${at.name}`)
    if (!own) return undefined
    const made = own.constructors.find((one) => one.parameters.length >= values.length)
    const member = (one: string, steps = 0): string | undefined => {
      const place = made?.parameters.findIndex((each) => each.name === one) ?? -1
      if (place >= 0) return values[place] ?? made?.parameters[place]?.otherwise
      const text = made?.sets[one] ?? own.members[one]
      return text !== undefined && steps < DEEPEST
        ? fillConstants(text, (inner) => member(inner, steps + 1) ?? constantIn(inner))
        : undefined
    }
    const filled = (text: string | null): Value =>
      text === null ? null : fillConstants(text, (one) => member(one) ?? constantIn(one))
    const above = meaningOf(at.file, own.bases[0] ?? '', (made?.base ?? []).map(filled), depth + 1)
    const says = own.bases.includes('IRouteTemplateProvider')
    if (!above && !says && !own.bases.includes('IActionHttpMethodProvider')) return undefined
    return {
      verbs: [...(above?.verbs ?? []), ...own.verbs, ...(made?.verbs ?? [])],
      template: says ? member('Template') : above?.template,
    }
  }
  const meaningsOf = (file: string, { attributes }: OwnController | OwnAction): Meaning[] =>
    attributes.flatMap((one) => meaningOf(file, one.name, one.values) ?? [])
  return files.flatMap(({ path, facts }) => {
    const more = facts.flatMap((one): RouteFact[] => {
      if (one.fact !== 'note' || one.framework !== 'aspnet-controllers') return []
      if (one.kind === 'controller') {
        const data = one.data as OwnController
        const prefix = meaningsOf(path, data).find((each) => typeof each.template === 'string')?.template
        return [{ ...data.router, ...(prefix ? { prefix: csharpTemplate(prefix) } : {}) }]
      }
      if (one.kind !== 'action') return []
      const data = one.data as OwnAction
      const said = meaningsOf(path, data)
      return said.length > 0 ? said.flatMap((each) => routesOf(data, each)) : data.otherwise
    })
    return more.length > 0 ? [{ path, facts: more }] : []
  })
}

function routesOf({ route }: OwnAction, { verbs, template }: Meaning): RouteFact[] {
  const path = csharpTemplate(template ?? '', route.tokens?.['[action]'])
  const whole = /^~?\//.test(path) ? `~/${path.replace(/^~?\/+/, '')}` : path
  return (verbs.length > 0 ? verbs : ['ANY']).map((method) => ({ ...route, method, path: whole }))
}
