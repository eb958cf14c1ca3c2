import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { csharpTemplate } from '../languages/csharp-templates.ts'
import { csharpText } from '../languages/csharp-text.ts'
import { usesOf } from '../languages/csharp-types.ts'
import { argumentsOf, callName } from './aspnet-minimal-builders.ts'

const VERB = /^(Get|Post|Put|Delete|Patch|Head)$/
const ID = 'fast-endpoints'

/** FastEndpoints: a class for each endpoint that says in `Configure` what it answers; authentication unless it says otherwise. */
export const fastEndpoints: Framework = {
  id: ID,
  name: 'FastEndpoints',
  language: 'csharp',
  packages: ['FastEndpoints', 'FastEndpoints.'],
  mentions: /\boverride\s+void\s+Configure\s*\(|\bRoutePrefix\s*=/,
  rules: [
    {
      rule: { kind: 'method_declaration', has: { field: 'name', regex: '^Configure$' } },
      facts: endpointFacts,
    },
    {
      rule: { kind: 'assignment_expression', has: { field: 'left', regex: 'Endpoints\\.RoutePrefix$' } },
      facts: prefixFacts,
    },
  ],
}

function endpointFacts(method: SgNode): RouteFact[] {
  const type = method.ancestors().find((one) => one.kind() === 'class_declaration')
  const name = type?.field('name')?.text() ?? ''
  const bases =
    type
      ?.children()
      .find((one) => one.kind() === 'base_list')
      ?.text() ?? ''
  if (!type || !/\b\w*Endpoint\w*/.test(bases)) return []
  const calls = method.findAll({ rule: { kind: 'invocation_expression' } })
  const said = new Map(calls.map((one) => [callName(one.field('function') ?? one), one]))
  const open = said.has('AllowAnonymous')
  const uses = usesOf(type, new Map())
  const request = /Endpoint\w*\s*<\s*([A-Z]\w+)/.exec(bases)?.[1]
  const line = method.range().start.line + 1
  const route = (verb: string, path: string): RouteFact => ({
    fact: 'route',
    line,
    framework: ID,
    method: verb,
    path: csharpTemplate(path),
    handler: name,
    handlerLine: (type.field('name') ?? type).range().start.line + 1,
    authentication: open ? false : 'FastEndpoints',
    ...(request && /^(POST|PUT|PATCH)$/.test(verb) && !/WithoutRequest/.test(bases)
      ? { parameters: [{ name: 'request', in: 'body' as const, type: request }] }
      : {}),
    ...(uses.length > 0 ? { uses } : {}),
  })
  const routes = [...said].flatMap(([verb, call]) =>
    VERB.test(verb) ? pathsOf(call).map((path) => route(verb.toUpperCase(), path)) : [],
  )
  if (routes.length > 0) return routes
  const verbs = [...(said.get('Verbs')?.text() ?? '').matchAll(/Http\.(\w+)/g)].map(([, verb = '']) => verb)
  const paths = said.get('Routes')
  return verbs.flatMap((verb) => (paths ? pathsOf(paths).map((path) => route(verb, path)) : []))
}

const pathsOf = (call: SgNode): string[] => argumentsOf(call).flatMap((one) => csharpText(one) ?? [])

function prefixFacts(node: SgNode, file: SourceFile): RouteFact[] {
  const path = csharpText(node.field('right'))
  return path === undefined
    ? []
    : [{ fact: 'base', line: node.range().start.line + 1, framework: ID, folder: file.folder, path }]
}
