import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, RouteFact } from '../contract.ts'
import { firstGuard } from '../languages/javascript-guards.ts'
import { handlerOf } from '../languages/javascript-handlers.ts'
import { inRound, roundsAround } from '../languages/javascript-loops.ts'
import { holderName, nameOf } from '../languages/javascript-names.ts'
import { argumentsOf, calleeOf, unwrap } from '../languages/javascript-nodes.ts'
import {
  HANDED_OVER,
  mentionsOf,
  pathsOf,
  type RouterStyle,
  receiverOf,
  routerFacts,
} from '../languages/javascript-routers.ts'
import { textsOf } from '../languages/javascript-texts.ts'
import { expressTemplates } from './express-paths.ts'
import { createdRoute, hungRoute, weaveHono } from './hono-openapi.ts'

const STYLE: RouterStyle = {
  framework: 'hono',
  own: /['"](?:hono|hono\/[\w/-]+|@hono\/[\w-]+)['"]/,
  others:
    /['"](?:express|fastify|@fastify\/[\w-]+|koa|@koa\/[\w-]+|@hapi\/hapi|@trpc\/server|msw|supertest)['"]/,
  templates: honoTemplates,
}
const HANDED = '^\\w*(?:Api|API|Hono|Router|App|Routes)$'

/** Hono and @hono/zod-openapi. Source: https://hono.dev/docs/api/routing */
export const hono: Framework = {
  id: 'hono',
  name: 'Hono',
  language: 'javascript',
  packages: ['hono', 'hono/', '@hono/zod-openapi', '@hono/node-server'],
  mentions: mentionsOf(
    STYLE,
    /Hono\b|\.openapi\s*\(|createRoute\s*\(|\b(?:app|api|router)\s*\.\s*(?:get|post|use|route)\s*\(/,
  ),
  rules: [
    {
      rule: {
        any: [
          {
            kind: 'call_expression',
            has: {
              field: 'function',
              kind: 'member_expression',
              has: {
                field: 'property',
                regex: '^(get|post|put|patch|delete|options|all|use|on|route|basePath|openapi)$',
              },
            },
          },
          { kind: 'new_expression', has: { field: 'constructor', regex: '^(OpenAPI)?Hono$' } },
          HANDED_OVER,
          {
            kind: 'call_expression',
            has: { field: 'arguments', has: { kind: 'identifier', regex: HANDED } },
          },
          { kind: 'return_statement', regex: '^return\\s+(?:app|api|router|\\w*App|\\w*Router)\\s*;?$' },
        ],
      },
      facts: honoFacts,
    },
    {
      rule: { kind: 'call_expression', has: { field: 'function', regex: '^createRoute$' } },
      facts: createdRoute,
    },
  ],
  weave: weaveHono,
}

/** `:id{[0-9]+}` is `:id`; the rest is as in Express. */
function honoTemplates(path: string): string[] {
  return expressTemplates(path.replace(/(:\w+)\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, '$1'))
}

function honoFacts(node: SgNode, file: SourceFile): RouteFact[] {
  if (STYLE.others.test(file.text) && !STYLE.own.test(file.text)) return []
  if (node.kind() === 'new_expression') return [made(node, file)]
  const callee = calleeOf(node)
  const property = callee?.kind() === 'member_expression' ? callee.field('property')?.text() : undefined
  const receiver = callee?.field('object')
  if (!receiver || !/^(?:on|route|basePath|openapi)$/.test(property ?? ''))
    return routerFacts(node, file, STYLE)
  const { name: router, facts } = receiverOf(unwrap(receiver), file, STYLE)
  if (!router) return []
  if (property === 'openapi') return hungRoute(node, router, file)
  if (property === 'on') return [...facts, ...answersOn(node, router, file)]
  return [...facts, ...(property === 'basePath' ? below(node, router, file) : mounted(node, router, file))]
}

/** `new Hono().basePath('/api')`: the path may stand anywhere in the chain. */
function made(node: SgNode, file: SourceFile): RouteFact {
  let prefix: string | undefined
  for (let at = node.parent(); at; at = at.parent()) {
    const callee = at.kind() === 'call_expression' ? calleeOf(at) : undefined
    if (callee?.field('property')?.text() === 'basePath') prefix = textsOf(argumentsOf(at)[0], file)[0]
    if (!callee && at.kind() !== 'member_expression') break
  }
  const said = { framework: STYLE.framework, line: lineOf(node), name: holderName(node) }
  return {
    fact: 'router',
    ...said,
    ...(prefix === undefined ? {} : { prefix: honoTemplates(prefix)[0] ?? prefix }),
  }
}

/** `const v1 = app.basePath('/v1')` is a router below the other. */
function below(call: SgNode, parent: string, file: SourceFile): RouteFact[] {
  const child = holderName(call)
  const [prefix] = textsOf(argumentsOf(call)[0], file).flatMap(honoTemplates)
  if (child === parent || prefix === undefined) return []
  const said = { framework: STYLE.framework, line: lineOf(call) }
  return [
    { fact: 'router', ...said, name: child },
    { fact: 'mount', ...said, parent, child, prefix },
  ]
}

/** `app.route('/users', users)`, in a loop too. */
function mounted(call: SgNode, parent: string, file: SourceFile): RouteFact[] {
  const [path, router] = argumentsOf(call)
  if (!path || !router) return []
  return roundsAround(call, file).flatMap((round) => {
    const child = nameOf(inRound(router, round), file)
    if (!child) return []
    return pathsOf(path, round, file, STYLE).map(
      (prefix): RouteFact => ({
        fact: 'mount',
        framework: STYLE.framework,
        line: lineOf(calleeOf(call)?.field('property') ?? call),
        parent,
        child,
        prefix,
      }),
    )
  })
}

/** `app.on(['PUT', 'DELETE'], '/post', guard, handler)`. */
function answersOn(call: SgNode, router: string, file: SourceFile): RouteFact[] {
  const [methods, path, ...functions] = argumentsOf(call)
  const last = functions.at(-1)
  if (!methods || !path || !last) return []
  const guard = firstGuard(functions.slice(0, -1))
  return roundsAround(call, file).flatMap((round) =>
    textsOf(methods, file).flatMap((method) =>
      pathsOf(path, round, file, STYLE).map(
        (template): RouteFact => ({
          fact: 'route',
          framework: STYLE.framework,
          line: lineOf(calleeOf(call)?.field('property') ?? call),
          router,
          method: method.toUpperCase(),
          path: template,
          ...handlerOf(last, file),
          ...(guard ? { authentication: guard } : {}),
        }),
      ),
    ),
  )
}
