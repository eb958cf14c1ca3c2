import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'
import { authenticationIn } from '../languages/jvm-authentication.ts'
import { methodOverride, methodRoute } from '../languages/jvm-routes.ts'
import { jvmTemplate } from '../languages/jvm-templates.ts'
import { annotationOf, type JvmMethod, type JvmType, jvmType, textsOf } from '../languages/jvm-types.ts'
import { resourceParameters } from './jax-rs-parameters.ts'

const FRAMEWORK = 'jax-rs'
const VERBS = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS']

/** Routes, sub-resources and the application's path of one class or interface. */
export function resourceFacts(node: SgNode, file: SourceFile): RouteFact[] {
  const type = jvmType(node, file)
  const said = { line: type.line, framework: FRAMEWORK }
  const [application] = textsOf(annotationOf(type.annotations, 'ApplicationPath'), 'value')
  const base: RouteFact[] =
    application === undefined
      ? []
      : // Unlike a context path, what guards paths sees it.
        [{ fact: 'base', ...said, folder: moduleOf(file), path: jvmTemplate(application), routed: true }]
  if (annotationOf(type.annotations, 'RegisterRestClient')) return base
  const path = annotationOf(type.annotations, 'Path')
  const answers = type.methods.some((one) => annotationOf(one.annotations, 'Path', ...VERBS))
  if (!path && !answers && type.bases.length === 0) return base
  const [prefix] = textsOf(path, 'value').map(jvmTemplate)
  const authentication = authenticationIn(type.annotations)
  return [
    ...base,
    {
      fact: 'router',
      ...said,
      name: type.name,
      ...(prefix === undefined ? {} : { prefix }),
      ...(authentication === undefined ? {} : { authentication }),
      ...(isReached(type, path !== undefined, answers, file) ? {} : { abstract: true }),
    },
    ...type.bases.map((from): RouteFact => ({ fact: 'inherit', ...said, router: type.name, from })),
    ...type.methods.flatMap((method) => methodFacts(type, method)),
  ]
}

/**
 * Whether requests come to a type by itself: a class with a path, or one that answers for an interface with a path. An interface with a
 * path stands for whatever is made of it, unless it is a client's.
 */
function isReached(type: JvmType, path: boolean, answers: boolean, file: SourceFile): boolean {
  if (type.interface) return path && !/client/i.test(file.path)
  return !type.abstract && (path || (!answers && type.bases.length > 0))
}

/** Folder of the module: what stands above `src/main`. */
const moduleOf = (file: SourceFile): string => file.folder.replace(/(^|\/)src\/.*$/, '')

function methodFacts(type: JvmType, method: JvmMethod): RouteFact[] {
  const verbs = VERBS.filter((one) => annotationOf(method.annotations, one))
  const path = annotationOf(method.annotations, 'Path')
  const [template = ''] = textsOf(path, 'value').map(jvmTemplate)
  const authentication =
    authenticationIn(method.annotations) ??
    (method.parameters.some((one) => annotationOf(one.annotations, 'Auth')) ? '@Auth' : undefined)
  if (verbs.length === 0 && path) {
    const child = subResourceOf(method)
    const security = authentication === undefined ? {} : { authentication }
    const mount = { fact: 'mount', line: method.line, framework: FRAMEWORK, parent: type.name } as const
    return child ? [{ ...mount, child, prefix: template, ...security }] : []
  }
  const said = { framework: FRAMEWORK, authentication }
  if (verbs.length === 0) return methodOverride(type, method, said)
  const parameters = resourceParameters(method.parameters)
  return verbs.map((verb) => methodRoute(type, method, said, { method: verb, path: template, parameters }))
}

/** The class that a locator hands on to: what it makes, else what it says to return. */
function subResourceOf({ makes, returns }: JvmMethod): string | undefined {
  const inside = /^(?:Class|Supplier|Provider|Instance)<\s*(?:\?\s*extends\s+)?([\w.]+)/.exec(returns)?.[1]
  const name = makes ?? inside ?? returns.replace(/<[\s\S]*$/, '')
  return /^[\w.]+$/.test(name) ? name.slice(name.lastIndexOf('.') + 1) : undefined
}
