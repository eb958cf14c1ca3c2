import type { SgNode } from '@ast-grep/napi'
import { lineOf } from '../../syntax/line-of.ts'
import type { Route, RouteFact } from '../contract.ts'
import { authenticationOf } from '../languages/python-authentication.ts'
import {
  type Definition,
  definitionOf,
  parametersOf,
  routerNameAt,
  usesOf,
} from '../languages/python-functions.ts'
import { argumentsOf, dottedName, enclosing, textsOf } from '../languages/python-syntax.ts'
import { flaskPath, ruleText } from './flask-paths.ts'

const framework = 'flask'
const SHORT = /^(.+)\.(get|post|put|patch|delete)$/

/** `@app.route('/x', methods=['POST'])`, `@bp.get('/x')` over a function or a class. */
export function flaskRoutes(match: SgNode): RouteFact[] {
  const definition = definitionOf(match)
  if (!definition) return []
  return definition.decorators.flatMap((decorator): RouteFact[] => {
    if (decorator.kind() !== 'call') return []
    const name = dottedName(decorator.field('function'))
    const { positional, named } = argumentsOf(decorator)
    const [, object = '', short] = SHORT.exec(name) ?? /^(.+)\.route$/.exec(name) ?? []
    const written = ruleText(positional[0] ?? named.get('rule') ?? named.get('path'))
    if (object === '' || written === undefined) return []
    const router = routerNameAt(match, object)
    const [path, line] = [flaskPath(written), lineOf(decorator)]
    if (definition.node.kind() === 'class_definition')
      return positional.flatMap((one): RouteFact[] => {
        const prefix = ruleText(one)
        return prefix === undefined
          ? []
          : [
              {
                fact: 'mount',
                parent: router,
                child: definition.name,
                prefix: flaskPath(prefix),
                line,
                framework,
              },
            ]
      })
    const methods = short ? [short] : (textsOf(named.get('methods')) ?? ['GET'])
    const facts: RouteFact[] = methods.map((method) => ({
      fact: 'route',
      router,
      method,
      path,
      line,
      framework,
      ...toldBy(definition, method),
    }))
    // The router is a parameter of the function around: this is all that declares it.
    if (router !== object && enclosing(match, 'function_definition'))
      facts.push({ fact: 'router', name: router, line, framework })
    return facts
  })
}

/** Handler, authentication, parameters and types of the function that answers. */
export function toldBy(definition: Definition, method: string): Partial<Route> {
  const authentication = authenticationOf(definition.decorators)
  const uses = usesOf(definition)
  return {
    handler: definition.name,
    handlerLine: definition.line,
    parameters: parametersRead(definition, method),
    ...(authentication === undefined ? {} : { authentication }),
    ...(uses.length > 0 ? { uses } : {}),
  }
}

const READ =
  /\brequest\.(args|form|headers|cookies|values)(?:\.get\(|\[|\.getlist\()\s*["']([\w-]{1,60})["']/g
const WHERE = { args: 'query', values: 'query', form: 'body', headers: 'header', cookies: 'cookie' } as const
const JSON_READ =
  /\b(?:data|json|body|payload|request\.(?:json|get_json\([^)]{0,40}\)))(?:\.get\(|\[)\s*["']([\w-]{1,60})["']/g
const MOST_PARAMETERS = 40

/** What the body of a handler reads of its request. */
function parametersRead({ node }: Definition, method: string): Route['parameters'] {
  const text = node.text().slice(0, 20_000)
  const found = new Map<string, NonNullable<Route['parameters']>[number]>()
  for (const one of parametersOf(node))
    if (one.type && one.name !== 'self')
      found.set(`path ${one.name}`, { name: one.name, in: 'path', type: one.type.text().slice(0, 60) })
  for (const [, from, name = ''] of text.matchAll(READ)) {
    const place = WHERE[from as keyof typeof WHERE]
    found.set(`${place} ${name}`, { name, in: place })
  }
  if (method.toUpperCase() !== 'GET' && text.includes('json'))
    for (const [, name = ''] of text.matchAll(JSON_READ)) found.set(`body ${name}`, { name, in: 'body' })
  return [...found.values()].filter((one) => one.in !== 'path' || one.type).slice(0, MOST_PARAMETERS)
}
