import type { Rule, SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { lineOf } from '../../syntax/line-of.ts'
import type { Mount, Route, RouteFact, RouterFact } from '../contract.ts'
import { fillConstants } from '../names.ts'
import { firstGuard, guardIn, logsIn, namesToAsk } from './javascript-guards.ts'
import { handlerOf } from './javascript-handlers.ts'
import { inRound, type Round, roundsAround, textInRound } from './javascript-loops.ts'
import {
  functionName,
  holderName,
  makesRouter,
  nameOf,
  parameterNode,
  valueGiven,
} from './javascript-names.ts'
import {
  argumentsOf,
  around,
  calleeOf,
  FUNCTION_KINDS,
  isFunction,
  itemsOf,
  kindOf,
  named,
  propertyOf,
  unwrap,
} from './javascript-nodes.ts'
import { textsOf } from './javascript-texts.ts'

/** How a framework says the routes of a router by calls: `router.get('/users/:id', guard, handler)`, `router.use('/users', users)`. */
export interface RouterStyle {
  framework: string
  /** Packages of frameworks that say it alike; a file that imports one of those and not this one is theirs. */
  others: RegExp
  own: RegExp
  /** Templates of a path as the framework writes it: two for an optional part. */
  templates(path: string): string[]
  /** Whether a route may have a name in front of its path. */
  namedRoutes?: true
}

const VERBS: Record<string, string> = {
  get: 'GET',
  post: 'POST',
  put: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  del: 'DELETE',
  head: 'HEAD',
  options: 'OPTIONS',
  all: 'ANY',
}
/** What people call what they hang routes on. */
export const ROUTER_WORD =
  /^(?:#?_?(?:app|server|express|router|routes?|api|fastify|instance|scope)|\w*(?:Router|App|Routes|_router|_app))$/
const ROUTER_TYPE =
  /\b(?:Express|Application|Router|IRouter|Koa|KoaRouter|Fastify\w*|Server|(?:OpenAPI)?Hono)\b/
/** Middleware that everybody has: no router. */
const NO_ROUTER =
  /^(?:express\.(?:json|urlencoded|static|text|raw)|cors|helmet\b.*|bodyParser\b.*|cookieParser|morgan|compression|session|multer\b.*|logger|serveStatic|favicon|json|urlencoded|koaBody|passport\..*)$/
const PATH_WORD = /path|prefix|base|url|uri|endpoint|version|root|^[A-Z][A-Z\d_.]*$|api$/i
const NO_PATH_WORD = /(?:router|routes|middlewares?|controllers?|handlers?|guard)$/i

/** A router that is handed to a function: `routes(app)`, `new Users(router)`, `setup({ app })`. */
export const HANDED_OVER: Rule = {
  any: [{ kind: 'call_expression' }, { kind: 'new_expression' }],
  has: {
    field: 'arguments',
    has: {
      any: [
        {
          kind: 'identifier',
          regex: '^(_?(app|server|express|fastify|router|api)|\\w*(Router|App|_router|_app))$',
        },
        { kind: 'member_expression', regex: '^this\\.#?_?(app|server|express|router|\\w*Router)$' },
        { kind: 'spread_element', regex: '^\\.\\.\\.args$' },
        {
          kind: 'object',
          has: {
            any: [{ kind: 'shorthand_property_identifier' }, { kind: 'pair' }],
            regex: '^_?(app|router|server)\\b',
          },
        },
      ],
    },
  },
}

/** The rule by which calls on routers are found; `facts` of each is {@link routerFacts}. */
export const ROUTER_CALLS: Rule = {
  any: [
    {
      kind: 'call_expression',
      has: {
        field: 'function',
        any: [
          {
            kind: 'member_expression',
            has: { field: 'property', regex: '^(get|post|put|patch|delete|del|head|options|all|use)$' },
          },
          { kind: 'subscript_expression' },
          {
            regex:
              '^(require\\(.(express|koa-router|@koa/router|express-promise-router).\\)(\\.Router|\\.default)?|express|Router|express\\.Router|PromiseRouter|koaRouter|KoaRouter|joiRouter)$',
          },
        ],
      },
    },
    {
      kind: 'new_expression',
      has: { field: 'constructor', regex: '^([kK]oa|express|\\w*\\.?Router|Koa[rR]outer)$' },
    },
    HANDED_OVER,
    { kind: 'return_statement', regex: '^return\\s+(this\\.)?#?_?\\w*([rR]outer|app|App|Routes)\\s*;?$' },
  ],
}

/** A cheap test: what is left without it has no calls on routers. */
export const ROUTER_MENTIONS =
  /(?:rout\w{0,40}|app|server|api)[)!?]{0,2}\s*\.\s*(?:get|post|put|patch|delete|del|all|use|route|head|options)\s*[(<]|\bRouter\s*[(<]|\bexpress\s*\(|\bnew [Kk]oa\b|\(\s*(?:this\.)?_?(?:app|router|server)\s*[,)]/i

/** A file that mentions the words, unless it imports other frameworks and not this one: then its calls are theirs. */
export const mentionsOf = ({ own, others }: Pick<RouterStyle, 'own' | 'others'>, words: RegExp): RegExp =>
  new RegExp(
    `^(?:(?![^]*(?:${others.source}))|(?=[^]*(?:${own.source})))[^]*(?:${words.source})`,
    words.flags,
  )

/** Facts of one match of {@link ROUTER_CALLS}. */
export function routerFacts(node: SgNode, file: SourceFile, style: RouterStyle): RouteFact[] {
  if (style.others.test(file.text) && !style.own.test(file.text)) return []
  if (node.kind() === 'return_statement') return returned(node, file, style)
  const facts: RouteFact[] = []
  if (makesRouter(node) && isMaking(node)) facts.push(routerOf(node, file, style))
  const callee = calleeOf(node)
  if (!callee) return facts
  const rounds = roundsAround(node, file)
  for (const round of rounds) {
    const verb =
      callee.kind() === 'member_expression'
        ? (callee.field('property')?.text() ?? '')
        : callee.kind() === 'subscript_expression'
          ? (textInRound(callee.field('index') ?? undefined, round, file) ?? '')
          : ''
    const receiver = callee.field('object')
    if (receiver && verb === 'use') facts.push(...used(node, unwrap(receiver), round, file, style))
    else if (receiver && Object.hasOwn(VERBS, verb.toLowerCase()))
      facts.push(...answered(node, unwrap(receiver), VERBS[verb.toLowerCase()] as string, round, file, style))
    else facts.push(...handedOver(node, callee, round, file, style))
  }
  return facts
}

export const isMaking = (node: SgNode): boolean => {
  const callee = calleeOf(node)?.text() ?? ''
  return /^(?:require\([^)]*\)(?:\.Router|\.default)?|express|(?:\w+\.)?\w*Router|[kK]oa|koaRouter|joiRouter)$/.test(
    callee,
  )
}

export function routerOf(node: SgNode, file: SourceFile, style: RouterStyle): RouterFact {
  const name = holderName(node)
  const prefix = textsOf(propertyOf(argumentsOf(node)[0], 'prefix'), file)[0] ?? laterPrefix(name, file)
  return {
    fact: 'router',
    framework: style.framework,
    line: lineOf(node),
    name,
    ...(prefix === undefined ? {} : { prefix: style.templates(prefix)[0] ?? prefix }),
  }
}

/** `router.prefix('/users')` of Koa's router. */
function laterPrefix(name: string, { text }: SourceFile): string | undefined {
  if (!text.includes('.prefix(')) return undefined
  const own = (name.split('.').at(-1) ?? '').replace(/[^\w]/g, '')
  return own
    ? new RegExp(`\\b${own}\\.prefix\\(\\s*['"\`]([^'"\`$]{1,200})['"\`]`).exec(text)?.[1]
    : undefined
}

/** A function that gives back a router of elsewhere has its routes. */
function returned(node: SgNode, file: SourceFile, { framework }: RouterStyle): RouteFact[] {
  const function_ = around(node, FUNCTION_KINDS)
  const child = nameOf(named(node)[0], file)
  const name = function_ && functionName(function_)
  if (!name || !child || child === name || name.startsWith('@') || child.startsWith(`${name}(`)) return []
  const line = lineOf(node)
  return [
    { fact: 'router', framework, line, name },
    { fact: 'mount', framework, line, parent: name, child, prefix: '' },
  ]
}

/** What a receiver is called, with a fact that says that it is a router where only its word or its type tells. */
export function receiverOf(
  receiver: SgNode,
  file: SourceFile,
  { framework }: RouterStyle,
): { name?: string; facts: RouteFact[] } {
  const name = nameOf(receiver, file)
  if (!name) return { facts: [] }
  const text = receiver.text()
  const own = receiver.kind() === 'identifier' ? parameterNode(text, receiver) : undefined
  const typed = own?.field('type')?.text() ?? ''
  const isRouter = own
    ? ROUTER_WORD.test(text) || ROUTER_TYPE.test(typed)
    : (/^this\./.test(text) && ROUTER_WORD.test(text.slice(5))) ||
      (ROUTER_WORD.test(text) && isPartOfParameter(receiver))
  return {
    name,
    facts: isRouter ? [{ fact: 'router', framework, line: lineOf(own ?? receiver), name }] : [],
  }
}

/** `const { server } = args`, `const app = deps.app`, `const [router] = args`: a part of what the function takes. */
function isPartOfParameter(receiver: SgNode): boolean {
  const text = receiver.text()
  for (let at = receiver.parent(); at; at = at.parent()) {
    if (at.kind() !== 'statement_block') continue
    for (const statement of named(at)) {
      if (!/^(?:lexical|variable)_declaration$/.test(kindOf(statement))) continue
      for (const one of named(statement)) {
        const [left, right] = [one.field('name'), one.field('value')]
        const value = right && unwrap(right)
        const from = value?.kind() === 'member_expression' ? value.field('object') : value
        const takes =
          left?.text() === text ||
          (/^(?:object|array)_pattern$/.test(left ? kindOf(left) : '') &&
            named(left).some((each) => (each.field('value') ?? each).text() === text))
        if (takes) return from?.kind() === 'identifier' && parameterNode(from.text(), from) !== undefined
      }
    }
  }
  return false
}

/** Behind what stands the verb: `router.route('/x').all(guard).get(…)` gives the router, the path, and what went before. */
function chainOf(receiver: SgNode): { base: SgNode; path?: SgNode; before: SgNode[] } {
  let base = receiver
  const before: SgNode[] = []
  for (let depth = 0; depth < 50; depth++) {
    const callee = base.kind() === 'call_expression' ? calleeOf(base) : undefined
    if (callee?.kind() !== 'member_expression') break
    const [property, object] = [callee.field('property')?.text() ?? '', callee.field('object')]
    if (!object) break
    const parts = argumentsOf(base)
    if (property === 'route' && parts.length === 1)
      return { base: unwrap(object), path: parts[0] as SgNode, before }
    if (property === 'all') before.push(...parts)
    else if (!Object.hasOwn(VERBS, property) && property !== 'use') break
    base = unwrap(object)
  }
  return { base, before: [] }
}

const isHandler = (node: SgNode): boolean =>
  isFunction(node) ||
  /^(?:identifier|member_expression|call_expression|array|subscript_expression|spread_element|ternary_expression|binary_expression)$/.test(
    kindOf(node),
  )

function answered(
  call: SgNode,
  receiver: SgNode,
  method: string,
  round: Round,
  file: SourceFile,
  style: RouterStyle,
): RouteFact[] {
  const { base, path, before } = chainOf(receiver)
  const { name: router, facts } = receiverOf(base, file, style)
  if (!router) return []
  const parts = argumentsOf(call)
  const given = path ? [path, ...parts] : parts
  // The name of a route, in front of its path.
  if (
    style.namedRoutes &&
    given.length > 2 &&
    given[1] &&
    /string|template|array|regex/.test(kindOf(given[1]))
  )
    given.shift()
  const [at, ...functions] = given
  const last = functions.at(-1)
  if (!at || !last || !isHandler(last)) return []
  const templates = pathsOf(at, round, file, style)
  // Answers browsers that ask beforehand: no operation of its own.
  if (templates.length === 0 || (method === 'OPTIONS' && /^cors\b/.test(last.text()))) return []
  const own = inRound(last.kind() === 'array' ? (itemsOf(last).at(-1) ?? last) : last, round)
  const others = [
    ...before,
    ...functions.slice(0, -1),
    ...(last.kind() === 'array' ? itemsOf(last).slice(0, -1) : []),
  ]
  const { authentication: inside, ...handled } = handlerOf(own, file)
  const front = others.map((one) => inRound(one, round))
  const guard = firstGuard(front)
  const through = guard ? [] : namesToAsk(front)
  const authentication = guard ?? (templates.some(logsIn) ? undefined : inside)
  const routes = routesAt(call, templates, style, {
    router,
    method,
    ...handled,
    ...(authentication ? { authentication } : {}),
    ...(through.length > 0 ? { through } : {}),
  })
  // `app.all('/items*', items)`: a router that sees the whole path, as each of its routes says it.
  const child = method === 'ANY' && !isFunction(own) ? nameOf(own, file) : undefined
  const mounts: RouteFact[] =
    child && !NO_ROUTER.test(child)
      ? [
          {
            fact: 'mount',
            framework: style.framework,
            line: lineOfCall(call),
            parent: router,
            child,
            prefix: '',
          },
        ]
      : []
  return [...facts, ...routes, ...mounts]
}

/** What a call answers, once for each of its paths' templates. */
export const routesAt = (
  call: SgNode,
  templates: readonly string[],
  { framework }: RouterStyle,
  told: Omit<Route, 'fact' | 'framework' | 'line' | 'path'>,
): Route[] => templates.map((path) => ({ fact: 'route', framework, line: lineOfCall(call), path, ...told }))

/** Line of the verb: in a chain, each has its own. */
export const lineOfCall = (call: SgNode): number => {
  const property = calleeOf(call)?.field('property')
  return lineOf(property ?? call)
}

/** Templates of the paths that an argument says: a text, several, a regular expression. */
export function pathsOf(node: SgNode, round: Round, file: SourceFile, style: RouterStyle): string[] {
  const own = inRound(node, round)
  if (own.kind() === 'array') return named(own).flatMap((one) => pathsOf(unwrap(one), round, file, style))
  if (own.kind() === 'regex') return [regexTemplate(own.text())]
  const text = textInRound(node, round, file)
  if (text === undefined) {
    const many = textsOf(own, file)
    return many.flatMap((one) => style.templates(one))
  }
  return style.templates(text)
}

/** A regular expression as a template, as near as it gets: `/^\/files\/(.+)$/` → `/files/{0}`. */
export function regexTemplate(source: string): string {
  let count = 0
  const body = source.slice(1, source.lastIndexOf('/')).slice(0, 300)
  return body
    .replace(/^\^|\$$/g, '')
    .replace(/\\\//g, '/')
    .replace(
      /\((?:\?:)?(?:[^()\\]|\\.)*\)[?*+]?|\[(?:[^\]\\]|\\.)*\][?*+]?|\\[wdS][?*+]?|\.[*+]/g,
      () => `{${count++}}`,
    )
    .replace(/[\\?^$*+]/g, '')
}

function used(
  call: SgNode,
  receiver: SgNode,
  round: Round,
  file: SourceFile,
  style: RouterStyle,
): RouteFact[] {
  const { framework } = style
  const { base } = chainOf(receiver)
  const { name: parent, facts } = receiverOf(base, file, style)
  if (!parent) return []
  const given = argumentsOf(call)
  const [first] = given
  const paths =
    first && given.length > 1 && isPath(first, round, file)
      ? // What is used for a path is used for all below it, said with a star or not.
        pathsOf(first, round, file, style).map((one) => one.replace(/\/?\{\*path\}$/, ''))
      : undefined
  const functions = (paths ? given.slice(1) : given).flatMap(itemsOf).map((one) => inRound(one, round))
  const line = lineOfCall(call)
  for (const prefix of paths ?? ['']) {
    const guard = firstGuard(functions)
    const path = prefix === '' || prefix === '/' ? {} : { path: prefix }
    const through = guard ? [] : namesToAsk(functions)
    if (through.length > 0) facts.push({ fact: 'guard', framework, line, router: parent, through, ...path })
    if (guard) {
      facts.push({
        fact: 'guard',
        framework,
        line,
        router: parent,
        authentication: guard,
        ...path,
      })
      for (const one of functions.flatMap((each) => unlessPaths(each, file)))
        facts.push({
          fact: 'guard',
          framework,
          line,
          router: parent,
          path: one,
          authentication: false,
        })
    }
    for (const one of functions) {
      if (guardIn(one) || isFunction(one)) continue
      // koa-mount says the path itself.
      const inner =
        one.kind() === 'call_expression' && calleeOf(one)?.text() === 'mount' ? argumentsOf(one) : []
      const child = nameOf(inner.length === 2 ? inner[1] : one, file)
      if (!child || NO_ROUTER.test(child)) continue
      const below = inner.length === 2 ? (textsOf(inner[0], file)[0] ?? '') : ''
      const mount: Mount = { fact: 'mount', framework, line, parent, child, prefix: `${prefix}${below}` }
      if (child.startsWith('folder ')) facts.push(folderNote(framework, line, child))
      facts.push({ ...mount, ...(guard ? { authentication: guard } : {}) })
    }
  }
  return facts
}

/** Paths that a guard leaves out: `.unless({ path: ['/login'] })`. */
function unlessPaths(node: SgNode, file: SourceFile): string[] {
  const callee = node.kind() === 'call_expression' ? calleeOf(node) : undefined
  if (callee?.kind() !== 'member_expression' || callee.field('property')?.text() !== 'unless') return []
  const path = propertyOf(argumentsOf(node)[0], 'path')
  if (!path) return []
  return itemsOf(path).flatMap((one) => {
    if (one.kind() === 'regex') return [regexTemplate(one.text()).replace(/\{\d+\}$/, '')]
    return textsOf(propertyOf(one, 'url') ?? one, file)
  })
}

/** Whether the first argument of `use` is a path: a text, or a name that says so. */
function isPath(node: SgNode, round: Round, file: SourceFile): boolean {
  const own = inRound(node, round)
  if (/^(?:string|template_string|regex|binary_expression)$/.test(kindOf(own))) return true
  if (own.kind() === 'array') return named(own).every((one) => /string|regex/.test(kindOf(one)))
  const text = textInRound(node, round, file)
  if (text === undefined) return false
  let last = ''
  const plain = fillConstants(text, (name) => {
    last = name.split('.').at(-1) ?? ''
    return ''
  })
  if (plain === text) return true
  return PATH_WORD.test(last) && !NO_PATH_WORD.test(last)
}

/** A router that a function takes: what it hangs on it, hangs on the router. */
export function handedOver(
  call: SgNode,
  callee: SgNode,
  round: Round,
  file: SourceFile,
  { framework }: RouterStyle,
): RouteFact[] {
  const name = nameOf(inRound(callee, round), file)
  if (!name || /(?:^|\.)(?:listen|createServer|log|push|set|request|supertest|Server|close)$/.test(name))
    return []
  const target = call.kind() === 'new_expression' ? `${name}.constructor` : name
  return argumentsOf(call).flatMap((one, index): RouteFact[] => {
    const said = `${target}(${index})`
    const line = lineOf(call)
    if (one.kind() === 'object')
      return named(one).flatMap((each) => {
        const key = each.field('key')?.text() ?? each.text()
        const parent = ROUTER_WORD.test(key) ? nameOf(each.field('value') ?? each, file) : undefined
        return parent ? [{ fact: 'mount', framework, line, parent, child: `${said}.${key}`, prefix: '' }] : []
      })
    // `users(...args)`: all that the function was given, of which the router is the first.
    const whole = one.kind() === 'spread_element' && index === 0 ? nameOf(named(one)[0], file) : undefined
    if (whole?.endsWith('(0)'))
      return [
        { fact: 'router', framework, line, name: whole },
        { fact: 'mount', framework, line, parent: whole, child: said, prefix: '', same: true },
      ]
    const word = one.text().replace(/^this\./, '')
    if (!/^(?:identifier|member_expression)$/.test(kindOf(one))) return []
    const given = ROUTER_WORD.test(word) ? undefined : valueGiven(word, file)
    if (!ROUTER_WORD.test(word) && !(given && makesRouter(given))) return []
    const parent = nameOf(one, file)
    if (!parent) return []
    const mount: Mount = { fact: 'mount', framework, line, parent, child: said, prefix: '', same: true }
    return name.startsWith('folder ') ? [folderNote(framework, line, name), mount] : [mount]
  })
}

/** Which files a folder has, only the whole tree tells. */
const folderNote = (framework: string, line: number, name: string): RouteFact => ({
  fact: 'note',
  kind: 'folder',
  framework,
  line,
  name,
  data: {},
})
