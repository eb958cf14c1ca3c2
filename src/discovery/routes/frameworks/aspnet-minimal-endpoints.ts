import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { RouteFact } from '../contract.ts'
import { csharpTemplate } from '../languages/csharp-templates.ts'
import { csharpText, named } from '../languages/csharp-text.ts'
import { basesOf, parametersOf } from '../languages/csharp-types.ts'
import { parameterName } from '../names.ts'
import { partsOf } from './aspnet-minimal-arguments.ts'
import {
  argumentsOf,
  BUILDER,
  builderOf,
  callName,
  functionName,
  isExtension,
  parameterRouter,
  saidAfter,
  variableRouter,
} from './aspnet-minimal-builders.ts'
import { handlerOf } from './aspnet-minimal-handlers.ts'
import { IDENTITY } from './aspnet-minimal-identity.ts'
import { passedOn } from './aspnet-minimal-mounts.ts'

const FRAMEWORK = 'aspnet-minimal'
const VERBS: Record<string, readonly string[]> = {
  MapGet: ['GET'],
  MapPost: ['POST'],
  MapPut: ['PUT'],
  MapDelete: ['DELETE'],
  MapPatch: ['PATCH'],
}
// What maps something else than an endpoint of this application, or is read elsewhere.
const OTHERS =
  /^Map(Group|Methods|Controllers|ControllerRoute|DefaultControllerRoute|AreaControllerRoute|RazorPages|RazorComponents|BlazorHub|Hub|Fallback\w*|Grpc\w*|HealthChecks|Metrics|OpenApi|Swagger\w*|Scalar\w*|StaticAssets|When|ReverseProxy|WhenAsync|Dynamic\w*|PrometheusScrapingEndpoint)?$/

/** Classes of a well-known template whose endpoints stand below their own name: `class TodoItems : EndpointGroupBase` → `/api/TodoItems`. */
function conventionalPrefix(node: SgNode): string | undefined {
  const type = node.ancestors().find((one) => one.kind() === 'class_declaration')
  return type && basesOf(type).some((one) => /^(EndpointGroupBase|IEndpointGroup)$/.test(one))
    ? `/api/${type.field('name')?.text()}`
    : undefined
}

/** A function that takes a builder is a router that others may mount. */
export function builderFacts(node: SgNode): RouteFact[] {
  const said = { line: lineOf(node), framework: FRAMEWORK }
  return parametersOf(node).flatMap(({ type }, index): RouteFact[] => {
    if (!BUILDER.test(type)) return []
    const name = parameterRouter(node, index)
    const prefix = index === 0 ? conventionalPrefix(node) : undefined
    const router: RouteFact = { fact: 'router', ...said, name, ...(prefix === undefined ? {} : { prefix }) }
    if (index > 0 || !isExtension(node)) return [router]
    // An extension may be called by its class as well.
    const full = parameterName(functionName(node), 0)
    return [
      router,
      { fact: 'router', ...said, name: full, abstract: true },
      { fact: 'mount', ...said, parent: full, child: name, prefix: '' },
    ]
  })
}

/** `var api = app.MapGroup("/api").RequireAuthorization()`, or what another function makes of a builder. */
export function groupFacts(node: SgNode): RouteFact[] {
  const value = node.children().at(-1)
  const name = node.field('name')?.text()
  if (!name || value?.kind() !== 'invocation_expression') return []
  if (!/\.\s*(Map[A-Z]\w*|NewVersionedApi|RequireAuthorization)\s*[(<]/.test(value.text())) return []
  const builder = builderOf(value)
  if (!builder) return []
  const said = { line: lineOf(node), framework: FRAMEWORK }
  const own = variableRouter(name, node)
  const security = builder.authentication === undefined ? {} : { authentication: builder.authentication }
  return [
    { fact: 'router', ...said, name: own },
    ...(own === builder.router
      ? []
      : [
          {
            fact: 'mount' as const,
            ...said,
            parent: builder.router,
            child: own,
            prefix: builder.prefix,
            ...security,
          },
        ]),
  ]
}

/** Endpoints, mounts of functions and guards, as calls say them. */
export function callFacts(call: SgNode, file: SourceFile): RouteFact[] {
  const called = call.field('function')
  if (!called) return []
  if (called.kind() !== 'member_access_expression') return passedOn(call, called)
  const name = callName(called)
  if (Object.hasOwn(VERBS, name) || name === 'MapMethods' || name === 'Map') {
    const found = endpointFacts(call, called, name, file)
    if (found.length > 0) return found
  }
  if (name === 'RequireAuthorization' && call.parent()?.kind() === 'expression_statement')
    return guardFacts(called)
  const receiver = called.field('expression')
  // `Orders.Map(api)`: a class's own function takes the builder.
  const passed = passedOn(call, called)
  if (passed.length > 0) return passed
  if (!/^(Map|Use|Add|Register|Configure)[A-Z]\w*$/.test(name) || OTHERS.test(name)) return []
  const builder = builderOf(receiver)
  if (!builder) return []
  const said = { line: lineOf(called.field('name') ?? call), framework: FRAMEWORK }
  const after = saidAfter(call) ?? builder.authentication
  const security = after === undefined ? {} : { authentication: after }
  if (name === 'MapIdentityApi')
    return [
      { fact: 'router', ...said, name: builder.router },
      ...IDENTITY.map(
        ([method, path, authentication]): RouteFact => ({
          fact: 'route',
          ...said,
          router: builder.router,
          method,
          path: `${builder.prefix}${path}`,
          ...(authentication ? { authentication } : security),
        }),
      ),
    ]
  return [
    {
      fact: 'mount',
      ...said,
      parent: builder.router,
      child: parameterName(name, 0),
      prefix: builder.prefix,
      ...security,
    },
  ]
}

function endpointFacts(call: SgNode, called: SgNode, name: string, file: SourceFile): RouteFact[] {
  const { path: template, handler, methods: several } = partsOf(argumentsOf(call), name)
  const builder = builderOf(called.field('expression'))
  if (template === undefined || !builder || !handler) return []
  const methods = VERBS[name] ?? (name === 'Map' ? ['ANY'] : methodsIn(several))
  const said = { line: lineOf(called.field('name') ?? call), framework: FRAMEWORK }
  const path = `${builder.prefix}/${csharpTemplate(template)}`
  const router: RouteFact = { fact: 'router', ...said, name: builder.router }
  return [
    router,
    ...methods.map((method): RouteFact => {
      const { authentication, ...rest } = handlerOf(handler, file, path, method)
      const shown = saidAfter(call) ?? builder.authentication ?? authentication
      return {
        fact: 'route',
        ...said,
        router: builder.router,
        method,
        path,
        ...(shown === undefined ? {} : { authentication: shown }),
        ...rest,
      }
    }),
  ]
}

const methodsIn = (list: SgNode | undefined): string[] =>
  [...(list?.text() ?? '').matchAll(/"(\w+)"|HttpMethods?\.(\w+)/g)].map(([, text, member]) =>
    (text ?? member ?? '').toUpperCase(),
  )

/** `group.RequireAuthorization();` holds for the whole group, wherever it stands. */
function guardFacts(called: SgNode): RouteFact[] {
  const builder = builderOf(called.field('expression'))
  // `app.MapOrders().RequireAuthorization()` is about what it mounts alone.
  if (builder?.prefix !== '' || /\.\s*Map[A-Z]/.test(called.text())) return []
  return [
    {
      fact: 'guard',
      line: 1,
      framework: FRAMEWORK,
      router: builder.router,
      authentication: 'RequireAuthorization()',
    },
  ]
}

/** `class Orders() : CarterModule("/orders")`'s older form: a constructor that hands the prefix on. */
export function prefixedModuleFacts(node: SgNode): RouteFact[] {
  const type = node.ancestors().find((one) => one.kind() === 'class_declaration')
  if (!type || !/:\s*CarterModule\b/.test(type.text().slice(0, 400))) return []
  const list = node.children().find((one) => one.kind() === 'argument_list')
  const value = list && named(list)[0]
  const prefix = csharpText(value && named(value)[0])
  const name = type.field('name')?.text()
  if (!prefix || !name) return []
  return [
    {
      fact: 'router',
      line: lineOf(node),
      framework: FRAMEWORK,
      name: parameterName(`${name}.AddRoutes`, 0),
      prefix: csharpTemplate(prefix),
    },
  ]
}
