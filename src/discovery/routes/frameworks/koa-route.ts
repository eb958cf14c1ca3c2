import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import type { FrameworkRule, RouteFact } from '../contract.ts'
import { firstGuard, logsIn } from '../languages/javascript-guards.ts'
import { handlerOf } from '../languages/javascript-handlers.ts'
import { argumentsOf, calleeOf, unwrap } from '../languages/javascript-nodes.ts'
import { pathsOf, type RouterStyle, receiverOf, routesAt } from '../languages/javascript-routers.ts'

const LOCAL =
  /(?:import\s+(?:\*\s+as\s+)?(\w+)\s+from\s*|(?:const|let|var)\s+(\w+)\s*=\s*require\(\s*)['"]koa-route['"]/

/** `app.use(route.get('/users/:id', show))`: one middleware a route. Source: https://github.com/koajs/route */
export const koaRoute = (style: RouterStyle): FrameworkRule => ({
  rule: {
    kind: 'call_expression',
    has: {
      field: 'function',
      kind: 'member_expression',
      has: { field: 'property', regex: '^(get|post|put|patch|delete|del|head|options|all)$' },
    },
    inside: {
      kind: 'arguments',
      inside: { kind: 'call_expression', has: { field: 'function', regex: '\\.use$' } },
    },
  },
  facts: (call, file) => routeFacts(call, file, style),
})

function routeFacts(call: SgNode, file: SourceFile, style: RouterStyle): RouteFact[] {
  const [, imported, required] = LOCAL.exec(file.text) ?? []
  const callee = calleeOf(call)
  if (!callee || callee.field('object')?.text() !== (imported ?? required)) return []
  const use = call.parent()?.parent()
  const receiver = use && calleeOf(use)?.field('object')
  const [path, ...functions] = argumentsOf(call)
  const last = functions.at(-1)
  if (!receiver || !path || !last) return []
  const { name: router, facts } = receiverOf(unwrap(receiver), file, style)
  if (!router) return []
  const templates = pathsOf(path, new Map(), file, style)
  const verb = callee.field('property')?.text() ?? ''
  const method = verb === 'all' ? 'ANY' : verb === 'del' ? 'DELETE' : verb.toUpperCase()
  const { authentication: inside, ...handled } = handlerOf(last, file)
  const authentication = firstGuard(functions.slice(0, -1)) ?? (templates.some(logsIn) ? undefined : inside)
  return [
    ...facts,
    ...routesAt(call, templates, style, {
      router,
      method,
      ...handled,
      ...(authentication ? { authentication } : {}),
    }),
  ]
}
