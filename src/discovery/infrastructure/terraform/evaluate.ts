import { parseLoose } from '../../../formats/infrastructure/cloud-types/loose-json.ts'
import {
  type Fields,
  isFields,
  isReference,
  isScalar,
  isText,
  isUnknown,
  type Scalar,
  UNKNOWN,
  type Value,
} from '../../../formats/infrastructure/cloud-types/value.ts'
import type { Hcl, HclStep } from '../../syntax/hcl-tree.ts'
import { FUNCTIONS } from './functions.ts'
import { operate } from './operators.ts'

/** Where names get their values from. */
export interface Scope {
  /** `var.x`, `local.x`, `module.x.y`, resources; the steps that it used up. */
  lookup(root: string, steps: readonly HclStep[]): { value: Value; used: number } | undefined
  /** Names that loops bind. */
  bound: ReadonlyMap<string, Value>
  budget: Budget
  /** Functions of another language than Terraform's; undefined = not its own. */
  call?(name: string, args: readonly Value[], written: readonly Hcl[]): Value | undefined
  /** Text of a file beside the configuration, evaluated with these names. */
  file?(path: string, names: Fields): Value | undefined
}

/** Steps that the evaluation of one tree may still take: configuration can be written to explode. */
export interface Budget {
  left: number
}

const MOST_DEPTH = 60
const MOST_ITEMS = 2000
const MOST_TEXT = 100_000

/** What an expression comes to, as far as files tell. Never throws; what can't be told is unknown and keeps what it names. */
export function evaluate(expression: Hcl, scope: Scope, depth = 0): Value {
  if (depth > MOST_DEPTH || --scope.budget.left < 0) return UNKNOWN
  const inner = (one: Hcl): Value => evaluate(one, scope, depth + 1)
  switch (expression.k) {
    case 'lit':
      return expression.v
    case 'tpl':
      return textOf(expression.parts.map(inner))
    case 'list':
      return expression.items.slice(0, MOST_ITEMS).map(inner)
    case 'obj': {
      const fields: Fields = new Map()
      for (const [key, value] of expression.items.slice(0, MOST_ITEMS)) {
        const name = inner(key)
        if (isScalar(name) && name !== null) fields.set(String(name), inner(value))
        else fields.set(`?${fields.size}`, inner(value))
      }
      return fields
    }
    case 'ref':
      return reference(expression.root, expression.steps, scope, depth)
    case 'at':
      return step(inner(expression.on), expression.steps, scope, depth)
    case 'call':
      return call(expression, expression.args.map(inner), scope)
    case 'if': {
      const test = inner(expression.test)
      const truth = truthOf(test)
      if (truth !== undefined) return inner(truth ? expression.yes : expression.no)
      return { is: 'unknown', of: [inner(expression.yes), inner(expression.no)] }
    }
    case 'op':
      return operate(expression.op, inner(expression.a), expression.b ? inner(expression.b) : undefined)
    case 'for':
      return loop(expression, scope, depth)
    case 'mix':
      return { is: 'unknown', of: expression.of.map(inner) }
  }
}

const truthOf = (value: Value): boolean | undefined =>
  typeof value === 'boolean' ? value : value === 'true' ? true : value === 'false' ? false : undefined

/** Texts and what is between them as one text where all is known. */
export function textOf(parts: readonly Value[]): Value {
  const joined: Value[] = []
  let size = 0
  for (const part of parts.flatMap((one) => (isText(one) ? one.parts : [one]))) {
    const text = isScalar(part) && part !== null ? String(part) : undefined
    const last = joined.at(-1)
    if (text !== undefined) size += text.length
    if (size > MOST_TEXT || joined.length > MOST_ITEMS) return UNKNOWN
    if (text === undefined) joined.push(part)
    else if (typeof last === 'string') joined[joined.length - 1] = last + text
    else joined.push(text)
  }
  // One whole interpolation is the value itself, not its text.
  if (joined.length === 1) return joined[0] as Value
  return joined.length === 0 ? '' : { is: 'text', parts: joined }
}

function reference(root: string, steps: readonly HclStep[], scope: Scope, depth: number): Value {
  const bound = scope.bound.get(root)
  if (bound !== undefined) return step(bound, steps, scope, depth)
  const found = scope.lookup(root, steps)
  return found ? step(found.value, steps.slice(found.used), scope, depth) : UNKNOWN
}

function step(value: Value, steps: readonly HclStep[], scope: Scope, depth: number): Value {
  let at = value
  for (const [index, one] of steps.entries()) {
    if (depth > MOST_DEPTH || --scope.budget.left < 0) return UNKNOWN
    if ('splat' in one) {
      const rest = steps.slice(index + 1)
      if (Array.isArray(at)) return at.map((item) => step(item, rest, scope, depth + 1))
      return isReference(at) || isUnknown(at)
        ? step(at, rest, scope, depth + 1)
        : [step(at, rest, scope, depth + 1)]
    }
    const key: Value = 'name' in one ? one.name : evaluate(one.index, scope, depth + 1)
    if (isReference(at)) {
      // An index right after a resource chooses one of several; a further one goes into a property.
      if (isScalar(key))
        at =
          at.at.length === 0 && 'index' in one
            ? { ...at, to: `${at.to}[${JSON.stringify(key)}]` }
            : { ...at, at: [...at.at, String(key)] }
      else return at
    } else if (Array.isArray(at)) {
      if (typeof key === 'number' || /^\d+$/.test(String(key))) at = at[Number(key)] ?? UNKNOWN
      else return { is: 'unknown', of: [at] }
    } else if (isFields(at)) {
      const found = isScalar(key) ? at.get(String(key)) : undefined
      if (found === undefined) {
        const rest = [...at].filter(([name]) => !isScalar(key) || name.startsWith('?')).map(([, one]) => one)
        // An object that is known as a whole has nothing there: an optional attribute that is left out.
        return isScalar(key) && rest.length === 0 ? null : { is: 'unknown', of: rest }
      }
      at = found
    } else return isScalar(at) ? UNKNOWN : { is: 'unknown', of: [at] }
  }
  return at
}

function loop(expression: Hcl & { k: 'for' }, scope: Scope, depth: number): Value {
  const over = evaluate(expression.over, scope, depth + 1)
  const entries = entriesOf(over)
  const [first = '', second] = expression.names
  const within = (key: Value, value: Value): Scope => ({
    ...scope,
    bound: new Map([
      ...scope.bound,
      ...(second === undefined
        ? [[first, value] as const]
        : ([
            [first, key],
            [second, value],
          ] as const)),
    ]),
  })
  if (!entries) {
    const inside = within(UNKNOWN, { is: 'unknown', of: [over] })
    return { is: 'unknown', of: [evaluate(expression.out, inside, depth + 1)] }
  }
  const list: Value[] = []
  const fields: Fields = new Map()
  for (const [key, value] of entries.slice(0, MOST_ITEMS)) {
    const inside = within(key, value)
    if (expression.when && truthOf(evaluate(expression.when, inside, depth + 1)) === false) continue
    const out = evaluate(expression.out, inside, depth + 1)
    if (!expression.key) {
      list.push(out)
      continue
    }
    const name = evaluate(expression.key, inside, depth + 1)
    const text = isScalar(name) ? String(name) : `?${fields.size}`
    if (!expression.group) fields.set(text, out)
    else {
      const before = fields.get(text)
      fields.set(text, [...(Array.isArray(before) ? before : []), out])
    }
  }
  return expression.key ? fields : list
}

/** Keys and values of a list or an object; undefined when they are not known. */
export function entriesOf(value: Value): [Scalar, Value][] | undefined {
  if (Array.isArray(value)) return value.map((one, at) => [at, one])
  if (isFields(value)) return [...value].some(([key]) => key.startsWith('?')) ? undefined : [...value]
  return value === null ? [] : undefined
}

function call(expression: Hcl & { k: 'call' }, args: Value[], scope: Scope): Value {
  const { name, spread } = expression
  const special = scope.call?.(name, args, expression.args)
  if (special !== undefined) return special
  const last = args.at(-1)
  const all = spread ? (Array.isArray(last) ? [...args.slice(0, -1), ...last] : undefined) : args
  if (!all) return { is: 'unknown', of: args }
  if ((name === 'file' || name === 'templatefile') && typeof all[0] === 'string') {
    const names = isFields(all[1]) ? all[1] : new Map<string, Value>()
    return scope.file?.(all[0], names) ?? { is: 'unknown', of: args.slice(1) }
  }
  const [first] = all
  // What `jsonencode` made is kept as the value that it was.
  if (name === 'jsondecode' && first !== undefined)
    return typeof first === 'string' || isText(first)
      ? (parseLoose(first) ?? { is: 'unknown', of: args })
      : first
  scope.budget.left -= sizeOf(all)
  const result = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.(all) : undefined
  return result ?? { is: 'unknown', of: args }
}

const sizeOf = (values: readonly Value[]): number =>
  values.reduce<number>(
    (sum, one) => sum + (Array.isArray(one) ? one.length : isFields(one) ? one.size : 1),
    0,
  )
