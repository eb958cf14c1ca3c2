import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Framework, Mount, Route, RouteFact } from '../contract.ts'
import { guardIn, logsIn } from '../languages/javascript-guards.ts'
import { handlerOf } from '../languages/javascript-handlers.ts'
import { type Round, roundsAround } from '../languages/javascript-loops.ts'
import { nameOf } from '../languages/javascript-names.ts'
import {
  argumentsOf,
  calleeOf,
  isFunction,
  itemsOf,
  kindOf,
  literalText,
  propertyOf,
  unwrap,
} from '../languages/javascript-nodes.ts'
import {
  HANDED_OVER,
  handedOver,
  lineOfCall,
  mentionsOf,
  pathsOf,
  type RouterStyle,
  receiverOf,
  routerOf,
} from '../languages/javascript-routers.ts'
import { textOf, textsOf } from '../languages/javascript-texts.ts'
import { autoloaded } from './fastify-autoload.ts'
import { guardOfOptions, objectOf, parametersOfSchema } from './fastify-options.ts'

const STYLE: RouterStyle = {
  framework: 'fastify',
  own: /['"](?:fastify|fastify-plugin|@fastify\/[\w-]+|fastify-cli)['"]/,
  others: /['"](?:express|koa|koa-router|@koa\/router|@hapi\/hapi|hono)['"]/,
  templates: (path) => fastifyTemplates(path),
}
const VERBS = /^(?:get|post|put|patch|delete|head|options|all)$/

/** `:id`, `:id(^\\d+)` → `{id}`, `:id?` → with and without, `*` → `{*path}`. Source: https://github.com/delvedor/find-my-way */
export function fastifyTemplates(path: string): string[] {
  const optional = /\/:(\w+)(?:\([^()]*\))?\?$/.exec(path)
  const all = optional ? [path.slice(0, optional.index), path.slice(0, -1)] : [path]
  return all.map((one) =>
    one.replace(/:([A-Za-z_]\w*)(?:\((?:[^()]|\([^()]*\))*\))?/g, '{$1}').replace(/\*/g, '{*path}'),
  )
}

function callFacts(node: SgNode, file: SourceFile): RouteFact[] {
  if (STYLE.others.test(file.text) && !STYLE.own.test(file.text)) return []
  const callee = calleeOf(node)
  if (!callee) return []
  if (/^(?:[fF]astify|require\(.fastify.\))$/.test(callee.text())) return [routerOf(node, file, STYLE)]
  const verb = callee.kind() === 'member_expression' ? (callee.field('property')?.text() ?? '') : ''
  const receiver = callee.field('object')
  return roundsAround(node, file).flatMap((round) => {
    if (!receiver || (!/^(?:register|addHook|route)$/.test(verb) && !VERBS.test(verb)))
      return handedOver(node, callee, round, file, STYLE)
    const { name: router, facts } = receiverOf(chainBase(unwrap(receiver)), file, STYLE)
    if (!router) return []
    if (verb === 'register') return [...facts, ...registered(node, router, file)]
    if (verb === 'addHook') return [...facts, ...hooked(node, router, file)]
    return [
      ...facts,
      ...(verb === 'route' ? whole(node, router, round, file) : short(node, router, verb, round, file)),
    ]
  })
}

/** `app.get(…).post(…)`: what stands at the beginning. */
function chainBase(receiver: SgNode): SgNode {
  let base = receiver
  for (let depth = 0; depth < 50; depth++) {
    const callee = base.kind() === 'call_expression' ? calleeOf(base) : undefined
    const object = callee?.kind() === 'member_expression' ? callee.field('object') : null
    if (
      !object ||
      !/^(?:get|post|put|patch|delete|head|options|all|register|route|after|addHook|withTypeProvider)$/.test(
        callee?.field('property')?.text() ?? '',
      )
    )
      return base
    base = unwrap(object)
  }
  return base
}

function hooked(node: SgNode, router: string, file: SourceFile): RouteFact[] {
  const [hook, function_] = argumentsOf(node)
  if (!/^(?:onRequest|preParsing|preValidation|preHandler)$/.test(literalText(hook) ?? '') || !function_)
    return []
  const authentication = guardIn(function_)
  if (!authentication) return []
  const guard = { fact: 'guard' as const, framework: 'fastify', line: lineOf(node), authentication }
  // A plugin that breaks its encapsulation guards what it is registered in.
  return /\b(?:fp|fastifyPlugin)\s*(?:<[^>]{0,100}>)?\(|skip-override/.test(file.text)
    ? [{ ...guard, router, outward: true }]
    : [{ ...guard, router }]
}

function registered(node: SgNode, parent: string, file: SourceFile): RouteFact[] {
  const [plugin, given] = argumentsOf(node)
  if (!plugin) return []
  const options = objectOf(given, file)
  const line = lineOf(node)
  if (/auto_?load/i.test(plugin.text()) && options) {
    const dir = propertyOf(options, 'dir')
    const inner = propertyOf(options, 'options')
    const texts =
      dir?.kind() === 'call_expression'
        ? argumentsOf(dir).flatMap((one) => literalText(one) ?? [])
        : (dir?.findAll({ rule: { kind: 'string_fragment' } }).map((one) => one.text()) ?? [])
    const data = {
      parent,
      dir: literalText(dir) ?? texts.join('/'),
      prefix: textOf(propertyOf(inner, 'prefix'), file) ?? '',
      folders: propertyOf(options, 'dirNameRoutePrefix')?.text() !== 'false',
      parameters: propertyOf(options, 'routeParams')?.text() === 'true',
    }
    return data.dir
      ? [{ fact: 'note', kind: 'autoload', framework: 'fastify', line, name: `autoload ${data.dir}`, data }]
      : []
  }
  const name = nameOf(plugin, file)
  if (!name) return []
  const prefix = textOf(propertyOf(options, 'prefix'), file) ?? ''
  const mount: Mount = {
    fact: 'mount',
    framework: 'fastify',
    line,
    parent,
    child: `${name}(0)`,
    prefix: fastifyTemplates(prefix).at(-1) ?? '',
  }
  // What a plugin written in place takes is a router, whatever it is called.
  return isFunction(plugin)
    ? [{ fact: 'router', framework: 'fastify', line, name: `${name}(0)` }, mount]
    : [mount]
}

/** `app.get('/x', { schema, preHandler }, handler)` */
function short(node: SgNode, router: string, verb: string, round: Round, file: SourceFile): RouteFact[] {
  const parts = argumentsOf(node)
  const [path, second] = parts
  if (!path || !second || (parts.length === 2 && !isFunction(second) && kindOf(second) === 'string'))
    return []
  const options = parts.length > 2 || second.kind() === 'object' ? objectOf(second, file) : undefined
  const handler = parts.length > 2 ? parts[2] : (propertyOf(options, 'handler') ?? second)
  if (parts.length === 2 && second.kind() === 'object' && !propertyOf(options, 'handler')) return []
  return routesOf(
    node,
    router,
    [verb === 'all' ? 'ANY' : verb.toUpperCase()],
    pathsOf(path, round, file, STYLE),
    options,
    handler,
    file,
  )
}

/** `app.route({ method, url, handler })` */
function whole(node: SgNode, router: string, round: Round, file: SourceFile): RouteFact[] {
  const options = objectOf(argumentsOf(node)[0], file)
  const url = propertyOf(options, 'url', 'path')
  const methods = propertyOf(options, 'method')
  if (!url || !methods) return []
  const named = itemsOf(methods).flatMap((one) => textsOf(one, file))
  return routesOf(
    node,
    router,
    named,
    pathsOf(url, round, file, STYLE),
    options,
    propertyOf(options, 'handler'),
    file,
  )
}

function routesOf(
  node: SgNode,
  router: string,
  methods: string[],
  paths: string[],
  options: SgNode | undefined,
  handler: SgNode | undefined,
  file: SourceFile,
): Route[] {
  const { authentication: inside, parameters = [], ...handled } = handlerOf(handler, file)
  const authentication = guardOfOptions(options, file) ?? (paths.some(logsIn) ? undefined : inside)
  const all = [...parametersOfSchema(options, file), ...parameters]
  const unique = [...new Map(all.map((one) => [`${one.in} ${one.name}`, one])).values()]
  return methods.flatMap((method) =>
    paths.map(
      (path): Route => ({
        fact: 'route',
        framework: 'fastify',
        line: lineOfCall(node),
        router,
        method: method === '*' ? 'ANY' : method.toUpperCase(),
        path,
        ...handled,
        ...(unique.length > 0 ? { parameters: unique } : {}),
        ...(authentication ? { authentication } : {}),
      }),
    ),
  )
}

/** https://fastify.dev/docs/latest/Reference/Routes/ */
export const fastify: Framework = {
  id: 'fastify',
  name: 'Fastify',
  language: 'javascript',
  packages: ['fastify', 'fastify-plugin', '@fastify/autoload', 'fastify-cli'],
  mentions: mentionsOf(
    STYLE,
    /\bfastify\b|[fF]astify[A-Z]|\.(?:register|route)\s*\(|\b(?:app|server|instance)\.(?:get|post|put|patch|delete|head|options|all|addHook)\s*[(<]/i,
  ),
  rules: [
    {
      rule: {
        any: [
          {
            kind: 'call_expression',
            has: {
              field: 'function',
              any: [
                {
                  kind: 'member_expression',
                  has: {
                    field: 'property',
                    regex: '^(get|post|put|patch|delete|head|options|all|route|register|addHook)$',
                  },
                },
                { regex: '^([fF]astify|require\\(.fastify.\\))$' },
              ],
            },
          },
          HANDED_OVER,
        ],
      },
      facts: callFacts,
    },
  ],
  weave: (files, tree) => autoloaded(files, tree),
}
