import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { authenticationIn } from '../languages/jvm-authentication.ts'
import { methodOverride, methodRoute } from '../languages/jvm-routes.ts'
import { jvmTemplate } from '../languages/jvm-templates.ts'
import {
  annotationOf,
  type JvmMethod,
  type JvmParameter,
  type JvmType,
  jvmType,
  textsOf,
} from '../languages/jvm-types.ts'

const FRAMEWORK = 'micronaut'
const VERBS = ['Get', 'Post', 'Put', 'Delete', 'Patch', 'Head', 'Options', 'Trace', 'CustomHttpMethod']
const PLACES: Record<string, Parameter['in']> = {
  PathVariable: 'path',
  QueryValue: 'query',
  Header: 'header',
  CookieValue: 'cookie',
  Body: 'body',
  Part: 'body',
}

/** Routes of one controller, or of the interface that one implements; what `@Client` declares asks, and does not answer. */
export function micronautFacts(node: SgNode, file: SourceFile): RouteFact[] {
  const type = jvmType(node, file)
  if (annotationOf(type.annotations, 'Client')) return []
  const controller = annotationOf(type.annotations, 'Controller')
  const answers = type.methods.some((method) => annotationOf(method.annotations, ...VERBS))
  if (!controller && !answers) return []
  const said = { line: type.line, framework: FRAMEWORK }
  const [prefix = ''] = textsOf(controller, 'value').flatMap(micronautTemplates)
  const authentication = authenticationIn(type.annotations)
  return [
    {
      fact: 'router',
      ...said,
      name: type.name,
      ...(controller ? { prefix } : { abstract: true }),
      ...(authentication === undefined ? {} : { authentication }),
    },
    ...type.bases.map((from): RouteFact => ({ fact: 'inherit', ...said, router: type.name, from })),
    ...type.methods.flatMap((method) => methodFacts(type, method)),
  ]
}

function methodFacts(type: JvmType, method: JvmMethod): RouteFact[] {
  const mappings = method.annotations.filter(({ name }) => VERBS.includes(name))
  const said = { framework: FRAMEWORK, authentication: authenticationIn(method.annotations) }
  if (mappings.length === 0) return methodOverride(type, method, said)
  return mappings.flatMap((mapping) => {
    const written = textsOf(mapping, 'value', 'uri', 'uris')
    const [custom = 'ANY'] = textsOf(mapping, 'method')
    const verb = mapping.name === 'CustomHttpMethod' ? custom : mapping.name.toUpperCase()
    return (written.length > 0 ? written : ['']).flatMap(micronautTemplates).map((path) =>
      methodRoute(type, method, said, {
        method: verb,
        path,
        parameters: parametersOf(method.parameters, path, verb),
      }),
    )
  })
}

/**
 * A URI template of RFC 6570 as Micronaut reads it: `{?page,size*}` is no part of the path, `{+path}` and `{id:36}` are `{path}` and `{id}`,
 * `{/id}` may be there or not. Source: https://docs.micronaut.io/latest/guide/#routing
 */
export function micronautTemplates(path: string): string[] {
  const plain = path.replace(/\{[?&#][^{}]*\}/g, '').replace(/\{\+/g, '{')
  const optional = /\{\/(\w+)[^{}]*\}/g
  const whole = jvmTemplate(plain.replace(optional, '/{$1}'))
  const without = jvmTemplate(plain.replace(optional, ''))
  return whole === without ? [whole] : [whole, without]
}

/** What callers send: what an annotation says, else what the path names, else a query, or the body where one is sent. */
function parametersOf(parameters: readonly JvmParameter[], path: string, verb: string): Parameter[] {
  return parameters.flatMap(({ name, type, annotations }): Parameter[] => {
    const found = annotations.find((one) => Object.hasOwn(PLACES, one.name))
    // A request, who is logged in, the headers: what the framework gives.
    if (!found && /^(?:HttpRequest|HttpHeaders|Authentication|Principal|Session)\b/.test(type)) return []
    const unsaid = /^(?:GET|DELETE|HEAD|OPTIONS)$/.test(verb) ? 'query' : 'body'
    const where = found ? PLACES[found.name] : path.includes(`{${name}}`) ? 'path' : unsaid
    const [said] = where === 'body' ? [] : textsOf(found, 'value', 'name')
    return [{ name: said || name, in: where as Parameter['in'], ...(type ? { type } : {}) }]
  })
}
