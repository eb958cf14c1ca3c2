import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Route, RouteFact, RouterFact } from '../contract.ts'
import { authenticationIn } from '../languages/csharp-authentication.ts'
import { csharpTemplate } from '../languages/csharp-templates.ts'
import { named } from '../languages/csharp-text.ts'
import {
  attributesOf,
  basesOf,
  type CsharpAttribute,
  fieldTypesOf,
  modifiersOf,
  parametersOf,
  requestParameters,
  usesOf,
} from '../languages/csharp-types.ts'
import { attributeUsesOf, throughAttributes } from './aspnet-attributes.ts'
import { CONVENTIONAL } from './aspnet-controllers-startup.ts'

const FRAMEWORK = 'aspnet-controllers'
const VERB = /^Http(Get|Post|Put|Delete|Patch|Head|Options)$/
const RESULT = /ActionResult|IResult\b|JsonResult|ViewResult|FileResult|ContentResult/

/** Routes of one class, and what it stands to its base. */
export function controllerFacts(node: SgNode): RouteFact[] {
  const name = node.field('name')?.text() ?? ''
  const attributes = attributesOf(node)
  const bases = basesOf(node)
  const methods = actionsOf(node)
  const routes = attributes.filter((one) => one.name === 'Route')
  const attributed = methods.some((one) =>
    attributesOf(one).some(({ name: each }) => VERB.test(each) || each === 'Route'),
  )
  const isController =
    /Controller$/.test(name) ||
    routes.length > 0 ||
    bases.some((one) => /^(?!I[A-Z])\w*Controller/.test(one)) ||
    attributed
  if (!isController || attributes.some((one) => one.name === 'NonController')) return []
  const words = modifiersOf(node)
  const parent = bases[0]
  // The other part of a partial class says what this one is.
  const elsewhere =
    words.includes('partial') && routes.length === 0 && bases.length === 0 && attributes.length === 0
  const said = { line: lineOf(node.field('name') ?? node), framework: FRAMEWORK }
  const area = textOf(attributes.find((one) => one.name === 'Area'))
  const versions = attributes.filter((one) => one.name === 'ApiVersion')
  const version = versions.length === 1 ? textOf(versions[0])?.replace(/\.0$/, '') : undefined
  const authentication = authenticationIn(attributes)
  const common = {
    tokens: { '[controller]': name.replace(/Controller(Base)?$/, ''), '[area]': area ?? '' },
    ...(authentication === undefined ? throughAttributes(node) : { authentication }),
  }
  const abstract = words.includes('abstract') ? { abstract: true as const } : {}
  const prefixes = routes.map((one) => csharpTemplate(textOf(one) ?? '', undefined, version))
  const single = prefixes.length === 1
  // What an attribute of the project's own says, only its class tells.
  const unknown = routes.length > 0 ? [] : attributeUsesOf(node)
  const router: RouterFact = {
    fact: 'router',
    ...said,
    name,
    ...(single ? { prefix: prefixes[0] as string } : {}),
    ...common,
    ...abstract,
  }
  const context: Context = {
    name,
    fields: fieldTypesOf(node),
    open: authentication === false,
    version,
    area,
    routes,
    byConvention:
      routes.length === 0 &&
      !unknown.some((one) => /Controller$|Route$/.test(one.name)) &&
      (!parent || /^(Controller|ControllerBase)$/.test(parent)),
    api: attributes.some((one) => one.name === 'ApiController'),
  }
  return [
    ...(elsewhere
      ? []
      : unknown.length > 0
        ? [
            {
              fact: 'note' as const,
              kind: 'controller',
              ...said,
              name,
              data: { router, attributes: unknown } satisfies OwnController,
            },
          ]
        : [router]),
    ...(prefixes.length > 1
      ? prefixes.flatMap((prefix, at): RouteFact[] => [
          { fact: 'router', ...said, name: `${name}#${at}`, prefix, ...common, ...abstract },
          { fact: 'mount', ...said, parent: `${name}#${at}`, child: name, prefix: '' },
        ])
      : []),
    ...(parent ? [{ fact: 'inherit' as const, ...said, router: name, from: parent }] : []),
    ...(context.byConvention && methods.length > 0
      ? [
          { fact: 'router' as const, ...said, name: `${name}/`, ...common, abstract: true as const },
          { fact: 'mount' as const, ...said, parent: CONVENTIONAL, child: `${name}/`, prefix: '' },
        ]
      : []),
    ...methods.flatMap((method) => actionFacts(method, context)),
  ]
}

/** A class below attributes that may be routes: its router, whose prefix they may say. */
export interface OwnController {
  router: RouterFact
  attributes: CsharpAttribute[]
}

/** A method below attributes that may be verbs: its route but for method and path, and what it is when they are none. */
export interface OwnAction {
  route: Route
  otherwise: RouteFact[]
  attributes: CsharpAttribute[]
}

interface Context {
  name: string
  fields: ReadonlyMap<string, string>
  /** The class lets everybody in, whatever its actions say. */
  open: boolean
  version: string | undefined
  area: string | undefined
  routes: readonly CsharpAttribute[]
  byConvention: boolean
  api: boolean
}

function actionsOf(node: SgNode): SgNode[] {
  const body = node.field('body')
  return (body ? named(body) : []).filter((one) => one.kind() === 'method_declaration')
}

function actionFacts(method: SgNode, context: Context): RouteFact[] {
  const attributes = attributesOf(method)
  if (attributes.some((one) => one.name === 'NonAction')) return []
  const words = modifiersOf(method)
  const handler = method.field('name')?.text() ?? ''
  const action = textOf(attributes.find((one) => one.name === 'ActionName')) ?? handler.replace(/Async$/, '')
  const asked = templatesOf(attributes)
  const authentication = context.open ? false : authenticationIn(attributes)
  const line = lineOf(method.field('name') ?? method)
  const uses = usesOf(method, context.fields)
  const returns = method.field('returns')?.text() ?? method.field('type')?.text() ?? ''
  const route = (verb: string, path: string, router: string | undefined): Route => {
    const parameters = requestParameters(parametersOf(method), path, verb)
    return {
      fact: 'route',
      line,
      framework: FRAMEWORK,
      ...(router === undefined ? {} : { router }),
      method: verb,
      path,
      tokens: { '[action]': action },
      handler,
      handlerLine: line,
      ...(authentication === undefined ? throughAttributes(method) : { authentication }),
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(uses.length > 0 ? { uses } : {}),
    }
  }
  const isAction = words.includes('public') && !words.includes('static') && !words.includes('override')
  const template = (text: string): string => csharpTemplate(text, action, context.version)
  const unknown = asked.length > 0 ? [] : attributeUsesOf(method)
  if (unknown.length > 0) {
    const data: OwnAction = {
      route: route('ANY', '', context.name),
      otherwise: routesAsAsked(),
      attributes: unknown,
    }
    return [
      { fact: 'note', kind: 'action', line, framework: FRAMEWORK, name: `${context.name}.${handler}`, data },
    ]
  }
  return routesAsAsked()

  function routesAsAsked(): Route[] {
    if (
      asked.some((one) => one.template !== undefined) ||
      (asked.length > 0 && !context.byConvention) ||
      context.routes.length > 0
    ) {
      if (asked.length === 0 && !(isAction && RESULT.test(returns))) return []
      const wanted = asked.length > 0 ? asked : [{ verb: 'ANY', template: undefined }]
      return wanted.flatMap(({ verb, template: own }) => {
        if (own !== undefined && /^~?\//.test(own))
          return [route(verb, `~/${template(own).replace(/^~?\/+/, '')}`, context.name)]
        const path = own === undefined ? '' : template(own)
        return [route(verb, path, context.name)]
      })
    }
    if (!context.byConvention || !isAction || context.api || !(RESULT.test(returns) || asked.length > 0))
      return []
    const id = parametersOf(method).some((one) => one.name === 'id') ? '/{id}' : ''
    const path = `${csharpTemplate('[area]/[controller]')}/${action}${id}`
    const verbs = asked.length > 0 ? asked.map(({ verb }) => verb) : ['GET']
    return verbs.map((verb) => route(verb, path, `${context.name}/`))
  }
}

/** Verbs with their templates; `[Route]` gives its own to those without one, and stands for any verb alone. */
function templatesOf(
  attributes: readonly CsharpAttribute[],
): { verb: string; template: string | undefined }[] {
  const routes = attributes.filter((one) => one.name === 'Route').flatMap((one) => textOf(one) ?? [])
  const verbs = attributes.flatMap((one) => {
    const verb = VERB.exec(one.name)?.[1]?.toUpperCase()
    if (verb) return [{ verb, template: textOf(one) }]
    if (one.name !== 'AcceptVerbs') return []
    return one.texts.map((text) => ({ verb: text.toUpperCase(), template: one.named.get('Route') }))
  })
  if (verbs.length === 0) return routes.map((template) => ({ verb: 'ANY', template }))
  if (routes.length === 0) return verbs
  return verbs.flatMap((one) =>
    one.template === undefined ? routes.map((template) => ({ verb: one.verb, template })) : [one],
  )
}

const textOf = (attribute: CsharpAttribute | undefined): string | undefined =>
  attribute?.texts[0] ?? attribute?.named.get('template')
