import type { SgNode } from '@ast-grep/napi'
import type { Parameter } from '../../contract.ts'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { authenticationIn } from '../languages/jvm-authentication.ts'
import { methodOverride, methodRoute } from '../languages/jvm-routes.ts'
import { jvmTemplate } from '../languages/jvm-templates.ts'
import {
  annotationOf,
  type JvmAnnotation,
  type JvmMethod,
  type JvmParameter,
  type JvmType,
  jvmType,
  textsOf,
} from '../languages/jvm-types.ts'

const FRAMEWORK = 'spring-mvc'

/** Annotation → methods; `RequestMapping` says them itself. */
const MAPPINGS: Record<string, readonly string[]> = {
  GetMapping: ['GET'],
  PostMapping: ['POST'],
  PutMapping: ['PUT'],
  DeleteMapping: ['DELETE'],
  PatchMapping: ['PATCH'],
  RequestMapping: [],
}

/** Annotation of a parameter → where the request carries it. */
const PARAMETERS: Record<string, Parameter['in']> = {
  PathVariable: 'path',
  RequestParam: 'query',
  RequestHeader: 'header',
  CookieValue: 'cookie',
  RequestBody: 'body',
  RequestPart: 'body',
}

// Clients are written with the same annotations and answer nothing.
const CLIENTS = ['FeignClient', 'HttpExchange', 'ReactiveFeignClient']

/** Routes of one class or interface, and what it stands to others. */
export function controllerFacts(node: SgNode, file: SourceFile): RouteFact[] {
  const type = jvmType(node, file)
  if (annotationOf(type.annotations, ...CLIENTS, 'Path')) return []
  const mapping = annotationOf(type.annotations, 'RequestMapping')
  const mapped = type.methods.some((method) => mappingOf(method))
  // `@RestController`, and the annotations that people make of it.
  const answers = type.annotations.some(({ name }) => /Controller$/.test(name))
  if (!mapping && !mapped && !answers && !(type.bases.length > 0 && /Controller$/.test(type.name))) return []
  const said = { line: type.line, framework: FRAMEWORK }
  return [
    ...routerFacts(type, mapping, answers || (mapping !== undefined && mapped)),
    ...type.bases.map((from): RouteFact => ({ fact: 'inherit', ...said, router: type.name, from })),
    ...type.methods.flatMap((method) => methodFacts(type, method, mapping)),
  ]
}

function routerFacts(type: JvmType, mapping: JvmAnnotation | undefined, answers: boolean): RouteFact[] {
  const said = { line: type.line, framework: FRAMEWORK }
  const authentication = authenticationIn(type.annotations)
  const prefixes = textsOf(mapping, 'value', 'path').map(jvmTemplate)
  const router: RouteFact = {
    fact: 'router',
    ...said,
    name: type.name,
    ...(prefixes.length === 1 ? { prefix: prefixes[0] as string } : {}),
    ...(authentication === undefined ? {} : { authentication }),
    ...(type.abstract || !answers ? { abstract: true } : {}),
  }
  if (prefixes.length < 2) return [router]
  // Several prefixes: each is a router of its own that has this one below it.
  return [
    router,
    ...prefixes.flatMap((prefix, at): RouteFact[] => {
      const parent = `${type.name}#${at}`
      const abstract = type.abstract || !answers ? { abstract: true as const } : {}
      return [
        { fact: 'router', ...said, name: parent, prefix, ...abstract },
        { fact: 'mount', ...said, parent, child: type.name, prefix: '' },
      ]
    }),
  ]
}

const mappingOf = (method: JvmMethod): JvmAnnotation | undefined =>
  annotationOf(method.annotations, ...Object.keys(MAPPINGS))

function methodFacts(type: JvmType, method: JvmMethod, above: JvmAnnotation | undefined): RouteFact[] {
  const mapping = mappingOf(method)
  const said = { framework: FRAMEWORK, authentication: authenticationIn(method.annotations) }
  if (!mapping) return methodOverride(type, method, said)
  const paths = textsOf(mapping, 'value', 'path').map(jvmTemplate)
  const own = MAPPINGS[mapping.name] ?? []
  const asked = own.length > 0 ? own : [methodsOf(mapping), methodsOf(above)].find((one) => one.length > 0)
  const parameters = parametersOf(method.parameters)
  return (paths.length > 0 ? paths : ['']).flatMap((path) =>
    (asked ?? ['ANY']).map((verb) => methodRoute(type, method, said, { method: verb, path, parameters })),
  )
}

const methodsOf = (mapping: JvmAnnotation | undefined): string[] =>
  (mapping?.values.get('method') ?? []).map(({ raw }) => raw.slice(raw.lastIndexOf('.') + 1).trim())

function parametersOf(parameters: readonly JvmParameter[]): Parameter[] {
  return parameters.flatMap(({ name, type, annotations }) => {
    const found = annotations.find((one) => Object.hasOwn(PARAMETERS, one.name))
    if (!found || /^(Map|MultiValueMap)</.test(type)) return []
    const where = PARAMETERS[found.name] as Parameter['in']
    const [said] = where === 'body' ? [] : textsOf(found, 'value', 'name')
    return [{ name: said || name, in: where, ...(type ? { type } : {}) }]
  })
}
