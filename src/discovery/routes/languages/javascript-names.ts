import type { SgNode } from '@ast-grep/napi'
import type { SourceFile } from '../../source/source-file.ts'
import { parameterName } from '../names.ts'
import {
  argumentsOf,
  around,
  calleeOf,
  FUNCTION_KINDS,
  isFunction,
  isWrapper,
  keyOf,
  kindOf,
  literalText,
  named,
  unwrap,
} from './javascript-nodes.ts'

/**
 * Names of what expressions mean, unique in their file: a function's own `router` is `setup.router`, or `setup` where it is what the
 * function gives back; its parameter `setup(0)`; `this.router` is `Users.router`; what a module gives is `./users`.
 */

// Names that lead to names: a chain longer than this is a circle.
const FARTHEST = 8
const CLASSES = new Set(['class_declaration', 'class', 'abstract_class_declaration'])
/** Calls that make a router, or a route to hang on one: what they are assigned to is its name. */
const MAKES =
  /^(?:await\s+)?new\s+(?:OpenAPI)?Hono\b|\.basePath\([^()]*\)$|^createRoute\(\s*\{|(?:(?:^|[^\w.])(?:express|[Ff]astify|(?:express\.|Koa|koa)?Router|PromiseRouter|Koa|joiRouter|Hapi\.[sS]erver|Hapi\.createServer|hapi\.server|express\.application)|require\(\s*['"](?:express|fastify|koa|koa-router|@koa\/router|express-promise-router)['"]\s*\)(?:\.Router|\.default)?)\s*(?:<[^>()]{0,200}>)?\(/
/** Calls that give back what they are called on. */
const GIVES_ITSELF = new Set([
  'routes',
  'middleware',
  'withTypeProvider',
  'callback',
  'bind',
  'prefix',
  'allowedMethods',
])
const CHAINS = new Set([
  'get',
  'post',
  'put',
  'patch',
  'delete',
  'del',
  'all',
  'use',
  'head',
  'options',
  'param',
  'register',
  'on',
  'openapi',
])
/** `createRouter().openapi(…)`: a new one each time. */
const FACTORY = /^create\w*\(\)$/
/** Functions around a function that leave it what it is. */
const WRAPS = /^(?:fp|fastifyPlugin|plugin|default|[a-z]\w*Plugin|asyncHandler|catchAsync|wrap\w*)$/

/** How a name of another module is said: an import goes with it. */
export const moduleName = (module: string): string => module

/** Whether an expression makes a new router. */
export const makesRouter = (node: SgNode): boolean => {
  const kind = kindOf(node)
  if (kind !== 'call_expression' && kind !== 'new_expression') return false
  const text = node.text().slice(0, 300)
  return MAKES.test(text) || (FACTORY.test(text) && node.parent()?.field('property')?.text() === 'openapi')
}

interface FunctionText {
  name: string
  body: string
}

interface Names {
  /** Functions by their nodes: asked for again and again. */
  functions: Map<number, FunctionText>
  /** Last step of a name → where something of that name is given a value. */
  given: Map<string, SgNode[]>
  /** Name → the expression that it was given, as far as asked. */
  values: Map<string, SgNode | undefined>
}

const VALUES = [
  'call_expression',
  'new_expression',
  'await_expression',
  'as_expression',
  'satisfies_expression',
  'string',
  'template_string',
  'binary_expression',
  'array',
  'object',
  'identifier',
  'member_expression',
  'assignment_expression',
  'ternary_expression',
  'class',
].map((kind) => ({ kind }))
const GIVES = {
  any: [
    { kind: 'variable_declarator', has: { field: 'value', any: VALUES } },
    { kind: 'assignment_expression', has: { field: 'right', any: VALUES } },
    { kind: 'public_field_definition', has: { field: 'value', any: VALUES } },
  ],
}

const KNOWN = new WeakMap<SourceFile, Names>()

function namesOf(file: SourceFile): Names {
  const before = KNOWN.get(file)
  if (before) return before
  const functions = new Map<number, FunctionText>()
  const names: Names = { given: new Map(), values: new Map(), functions }
  KNOWN.set(file, names)
  for (const one of file.tree().findAll({ rule: GIVES })) {
    const target = one.field('name') ?? one.field('left')
    if (!target) continue
    // By its last step alone: what it is called in full is dear to tell, and seldom asked for.
    const text = target.text()
    const last = text === 'module.exports' ? 'default' : /([\w$]+)$/.exec(text.slice(-200))?.[1]
    if (last === undefined) continue
    const list = names.given.get(last)
    if (list) list.push(one)
    else names.given.set(last, [one])
  }
  return names
}

/** What a name of the file was given, followed no further. */
export function valueGiven(name: string, file: SourceFile): SgNode | undefined {
  const { given, values, functions } = namesOf(file)
  if (values.has(name)) return values.get(name)
  values.set(name, undefined)
  for (const one of given.get(name.slice(name.lastIndexOf('.') + 1)) ?? []) {
    const target = one.field('name') ?? one.field('left')
    const value = one.field('value') ?? one.field('right')
    if (!target || !value || targetName(target, one, functions) !== name) continue
    const plain = unwrap(value)
    values.set(name, plain)
    return plain
  }
  return undefined
}

/** Name of what is declared or assigned to. */
function targetName(target: SgNode, at: SgNode, functions?: Names['functions']): string | undefined {
  const kind = kindOf(target)
  if (kind === 'identifier')
    return at.kind() === 'variable_declarator'
      ? scoped(target.text(), at, functions)
      : bound(target.text(), at, functions)
  if (kind === 'property_identifier' || kind === 'private_property_identifier') {
    const own = className(at)
    return own && `${own}.${target.text()}`
  }
  if (kind !== 'member_expression') return undefined
  const text = target.text()
  if (text === 'module.exports') return 'default'
  if (/^(?:module\.)?exports\.[\w$.]+$/.test(text)) return text.replace(/^(?:module\.)?exports\./, '')
  if (text.startsWith('this.') && /^[\w.$]+$/.test(text)) {
    const own = className(at)
    return own && `${own}${text.slice(4)}`
  }
  return undefined
}

/** Name of the class around a node. */
export function className(node: SgNode): string | undefined {
  const own = around(node, CLASSES)
  if (!own) return undefined
  const name = own.field('name')?.text()
  if (name) return name
  return own.parent()?.kind() === 'export_statement' ? 'default' : holderName(own)
}

/** A name declared inside of a function, told apart from those of other functions. */
export function scoped(name: string, at: SgNode, functions?: Names['functions']): string {
  const function_ = around(at, FUNCTION_KINDS)
  if (!function_) return name
  const { name: own, body } = textOfFunction(function_, functions)
  if (!body.includes('return')) return `${own}.${name}`
  const back = new RegExp(`\\breturn\\s+(?:await\\s+)?${escaped(name)}\\s*(?:as\\s[^;\\n]*)?(?:[;\\n}]|$)`)
  return back.test(body) ? own : `${own}.${name}`
}

function textOfFunction(function_: SgNode, functions: Names['functions'] | undefined): FunctionText {
  const before = functions?.get(function_.id())
  if (before) return before
  const made = { name: functionName(function_), body: function_.field('body')?.text() ?? '' }
  functions?.set(function_.id(), made)
  return made
}

/** A name that is used: a parameter, something declared in a function around, or at the top. */
function bound(name: string, at: SgNode, functions?: Names['functions']): string {
  let declares: RegExp | undefined
  for (let one = around(at, FUNCTION_KINDS); one; one = around(one, FUNCTION_KINDS)) {
    const { name: own, body } = textOfFunction(one, functions)
    const parameter = parameterOf(one, name, own)
    if (parameter) return parameter
    if (!body.includes(name)) continue
    const taken = takenFromRest(one, body, name, own)
    if (taken) return taken
    declares ??= new RegExp(
      // The second and further names of one declaration begin a line, whichever side of it the comma is on.
      `\\b(?:const|let|var|function)\\s+(?:${escaped(name)}\\b|[{[][^=}\\]]{0,300}\\b${escaped(name)}\\b[^=]{0,200}=)|(?:\\n\\s*,|,\\s*\\n)\\s*${escaped(name)}\\s*=(?![=>])`,
    )
    const inner = declares.test(body) ? one.field('body') : undefined
    if (inner) return scoped(name, inner, functions)
  }
  return name
}

function parameterOf(function_: SgNode, name: string, own: string): string | undefined {
  const single = function_.field('parameter')
  if (single) return single.text() === name ? parameterName(own, 0) : undefined
  const list = function_.field('parameters')
  if (!list?.text().includes(name)) return undefined
  const parameters = named(list)
  const rest = restOf(parameters[0])
  if (rest) {
    const at = rest.findIndex((one) => parameterIs(one, name))
    return at < 0 ? undefined : parameterName(own, at)
  }
  const index = parameters.findIndex((one) => parameterIs(one, name))
  if (index < 0) return undefined
  const whole = parameterName(own, index)
  return parameters[index]?.field('pattern')?.kind() === 'object_pattern' ? `${whole}.${name}` : whole
}

/** `(...[router, { queries }]: Args)`: parameters that are named one by one in a rest. */
const restOf = (parameter: SgNode | undefined): SgNode[] | undefined => {
  const rest = parameter?.field('pattern') ?? parameter
  const array = rest?.kind() === 'rest_pattern' ? named(rest)[0] : undefined
  return array?.kind() === 'array_pattern' ? named(array) : undefined
}

/** `(...args) { const [router, { queries }] = args`: the same, taken apart inside. */
function takenFromRest(function_: SgNode, body: string, name: string, own: string): string | undefined {
  const last = named(function_.field('parameters')).at(-1)
  const rest = last?.field('pattern') ?? last
  if (rest?.kind() !== 'rest_pattern' || named(function_.field('parameters')).length > 1) return undefined
  const [, items = ''] =
    new RegExp(
      `\\b(?:const|let|var)\\s+\\[([^=]{0,300})\\]\\s*=\\s*${escaped(rest.text().slice(3))}\\b`,
    ).exec(body) ?? []
  const flat = items.replace(/\{[^{}]*\}/g, '{}').split(',')
  const index = flat.findIndex((one) => one.trim() === name)
  return index < 0 ? undefined : parameterName(own, index)
}

const parameterIs = (parameter: SgNode, name: string): boolean => {
  const pattern = parameter.field('pattern') ?? parameter
  if (pattern.kind() === 'identifier') return pattern.text() === name
  if (pattern.kind() === 'rest_pattern') return pattern.text() === `...${name}`
  return (
    pattern.kind() === 'object_pattern' &&
    named(pattern).some((one) => (one.field('value') ?? one.field('left') ?? one).text() === name)
  )
}

/** The parameter's node that a name stands for, in the nearest function that has it. */
export function parameterNode(name: string, at: SgNode): SgNode | undefined {
  for (let one = around(at, FUNCTION_KINDS); one; one = around(one, FUNCTION_KINDS)) {
    const single = one.field('parameter')
    if (single?.text() === name) return single
    const parameters = named(one.field('parameters'))
    const found = (restOf(parameters[0]) ?? parameters).find((each) => parameterIs(each, name))
    if (found) return found
  }
  return undefined
}

/** Name of a function: its own, or of what it is given to. */
export function functionName(function_: SgNode): string {
  if (function_.kind() === 'method_definition') {
    const name = keyOf(function_)
    const own =
      function_.parent()?.kind() === 'object'
        ? holderName(function_.parent() as SgNode)
        : className(function_)
    return own && !own.startsWith('@') ? `${own}.${name}` : name
  }
  const name = function_.kind() === 'function_declaration' ? function_.field('name')?.text() : undefined
  if (name) {
    const outer = around(function_, FUNCTION_KINDS)
    return outer ? scoped(name, function_) : name
  }
  return holderName(function_, true)
}

/** Name of what an expression is assigned to, exported as, or given back by; of its place when it is none of these. */
export function holderName(node: SgNode, isOfFunction = false): string {
  let at = node
  for (let parent = node.parent(); parent; at = parent, parent = parent.parent()) {
    const kind = kindOf(parent)
    if (isWrapper(parent)) continue
    if (kind === 'member_expression' || kind === 'arguments') {
      // `Router().get(…)` is still the router; `fp(function)` still the function.
      if (kind === 'member_expression' ? !isOfFunction : isOfFunction && at.prev()?.text() === '(') continue
      break
    }
    if (kind === 'call_expression') {
      const callee = parent.field('function')?.text() ?? ''
      if (
        !isOfFunction ||
        (isFirst(at) && !/\.(?:register|use|get|post|then|forEach|map|after|ready|group)$/.test(callee))
      )
        continue
      break
    }
    if (kind === 'variable_declarator' || kind === 'public_field_definition') {
      const target = parent.field('name')
      const name = target && targetName(target, parent)
      if (name) return name
      break
    }
    if (kind === 'assignment_expression') {
      const target = parent.field('left')
      const name = target && targetName(target, parent)
      // `const app = module.exports = express()`: the variable is the better name.
      const outer = parent.parent()
      if (outer && /^(?:variable_declarator|assignment_expression)$/.test(kindOf(outer))) continue
      if (name) return name
      break
    }
    if (kind === 'export_statement') return 'default'
    if (kind === 'pair') {
      const object = parent.parent()
      const outer = object && holderName(object)
      return outer && !outer.startsWith('@') ? `${outer}.${keyOf(parent)}` : keyOf(parent)
    }
    if (kind === 'return_statement' || kind === 'arrow_function') {
      const function_ = kind === 'arrow_function' ? parent : around(parent, FUNCTION_KINDS)
      // A function that makes a handler or a router goes by the same name as what it makes.
      if (function_) return functionName(function_)
    }
    break
  }
  const { line, column } = node.range().start
  return `@${line + 1}:${column}`
}

const isFirst = (node: SgNode): boolean => node.kind() === 'arguments'

const escaped = (name: string): string => name.replace(/[$\\^.*+?()[\]{}|]/g, '\\$&')

/** Name of what an expression means; undefined for what is computed. */
export function nameOf(
  expression: SgNode | null | undefined,
  file: SourceFile,
  depth = 0,
): string | undefined {
  if (!expression || depth > FARTHEST) return undefined
  const node = unwrap(expression)
  switch (kindOf(node)) {
    case 'identifier':
    case 'shorthand_property_identifier':
      return followed(bound(node.text(), node, namesOf(file).functions), file, depth)
    case 'this':
      return className(node)
    case 'member_expression':
      return memberName(node, file, depth)
    case 'subscript_expression': {
      const key = literalText(node.field('index') ?? undefined)
      const object = nameOf(node.field('object'), file, depth + 1)
      return key && object ? `${object}.${key}` : undefined
    }
    case 'call_expression':
      return callName(node, file, depth)
    case 'new_expression':
      return makesRouter(node) ? holderName(node) : nameOf(calleeOf(node), file, depth + 1)
    case 'assignment_expression':
      return nameOf(node.field('right'), file, depth + 1)
    default:
      return isFunction(node) ? functionName(node) : undefined
  }
}

function memberName(node: SgNode, file: SourceFile, depth: number): string | undefined {
  const text = node.text()
  if (text === 'module.exports') return 'default'
  if (/^(?:module\.)?exports\./.test(text)) return text.replace(/^(?:module\.)?exports\./, '')
  const property = node.field('property')?.text() ?? ''
  const of = node.field('object')
  const object = nameOf(of, file, depth + 1)
  if (!object) return undefined
  const given =
    of?.kind() === 'this' && !valueGiven(`${object}.${property}`, file)
      ? constructorParameter(node, property)
      : undefined
  return given ?? followed(`${object}.${property}`, file, depth)
}

/** `constructor(private app: Express)`: the field is the parameter. */
function constructorParameter(node: SgNode, name: string): string | undefined {
  const body = around(node, CLASSES)?.field('body')
  const maker = named(body).find((one) => one.kind() === 'method_definition' && keyOf(one) === 'constructor')
  const parameters = named(maker?.field('parameters'))
  const index = parameters.findIndex(
    (one) =>
      parameterIs(one, name) && one.children().some((each) => each.kind() === 'accessibility_modifier'),
  )
  return maker && index >= 0 ? parameterName(functionName(maker), index) : undefined
}

function callName(node: SgNode, file: SourceFile, depth: number): string | undefined {
  const callee = calleeOf(node)
  if (!callee) return undefined
  const text = callee.text()
  const [first] = argumentsOf(node)
  if (text === 'require' || callee.kind() === 'import') {
    const module = literalText(first)
    return module === undefined ? folderOf(first, file) : moduleName(module)
  }
  const of = chained(node)
  const own = of && nameOf(of, file, depth + 1)
  if (own) return own
  if (makesRouter(node)) return holderName(node)
  if (first && WRAPS.test(text) && (isFunction(first) || argumentsOf(node).length <= 2)) {
    const inner = nameOf(first, file, depth + 1)
    if (inner) return inner
  }
  return nameOf(callee, file, depth + 1)
}

/** What a chain of calls that give back what they are called on begins with, however long it is; undefined for other calls. */
function chained(call: SgNode): SgNode | undefined {
  let found: SgNode | undefined
  for (let at = call; at.kind() === 'call_expression'; ) {
    const callee = calleeOf(at)
    const property = callee?.kind() === 'member_expression' ? (callee.field('property')?.text() ?? '') : ''
    const count = argumentsOf(at).length
    const goes = (CHAINS.has(property) && count > 0) || (property === 'route' && count > 1)
    if (!callee || !(goes || GIVES_ITSELF.has(property))) break
    at = unwrap(callee.field('object') as SgNode)
    found = at
  }
  return found
}

/** `require(path.join(__dirname, file))` asks for whatever stands in a folder: the part of the path that is written down names it. */
function folderOf(path: SgNode | undefined, file: SourceFile): string | undefined {
  if (!path || !/\breaddir|glob|\bwalk|forEach|\bfor\b/.test(file.text)) return undefined
  const texts = path
    .findAll({
      rule: { any: [{ kind: 'string' }, { kind: 'string_fragment', inside: { kind: 'template_string' } }] },
    })
    .map((one) => literalText(one) ?? one.text())
  const written =
    path.kind() === 'template_string' ||
    path.kind() === 'binary_expression' ||
    path.kind() === 'call_expression'
  return written ? folderName(texts.join('/')) : undefined
}

/** How all modules of a folder, relative to the file, are said at once. */
export const folderName = (folder: string): string =>
  `folder ./${folder
    .replace(/^\.?\//, '')
    .replace(/\.[cm]?[jt]s$/, '')
    .replace(/\/+$/, '')}`

/** The name, or what it was given when that is another name: `const users = new Users()` means the class. */
function followed(name: string, file: SourceFile, depth: number): string {
  const value = valueGiven(name, file)
  if (!value || depth > FARTHEST) return name
  const kind = kindOf(value)
  if (kind === 'call_expression' || kind === 'new_expression') {
    if (makesRouter(value) || isImport(value)) return name
    return nameOf(value, file, depth + 1) ?? name
  }
  if (kind === 'identifier' || kind === 'member_expression') return nameOf(value, file, depth + 1) ?? name
  return name
}

const isImport = (value: SgNode): boolean =>
  /^(?:require|import)\s*\(\s*['"`][^'"`]+['"`]\s*\)$/.test(value.text())
