import type { ASTNode } from '@marcbachmann/cel-js'
import type { CelFacts } from './condition.ts'
import { FACTS, type Facts } from './facts.ts'

/** Variables that a walk through a list binds; most conditions have none. */
type Bound = Record<string, unknown>
type Run = (facts: CelFacts, bound: Bound) => unknown
interface Compiled {
  type: string
  run: Run
}
type Types = Record<string, string>

/** Parts of a condition that somebody else answers, and under which name of `facts.answers` the answer stands. */
export type Answers = ReadonlyMap<ASTNode, string>
export const ANSWERS = 'answers'

/**
 * The usual parts of CEL as plain functions, several times faster than walking its tree: comparisons of facts with what is written out,
 * `in`, `&&`, `||`, `!`, the tests of texts, `exists` and `all`. Nothing in them can fail, so that CEL's rules for errors do not matter.
 * Undefined where a condition has anything else: then the library evaluates it, and compile.test.ts holds both against each other.
 */
export function compile(
  ast: ASTNode,
  matches: { name: string; test(text: string, pattern: string): boolean },
  answers: Answers = new Map(),
) {
  const whole = compiled(ast, {})
  if (whole?.type !== 'bool') return undefined
  const { run } = whole
  return (facts: CelFacts): boolean => run(facts, NONE) === true

  function compiled(node: ASTNode, types: Types): Compiled | undefined {
    const answer = answers.get(node)
    if (answer !== undefined) return { type: 'bool', run: (facts) => facts[ANSWERS]?.[answer] }
    switch (node.op) {
      case 'value':
        return literal(node.args)
      case 'id': {
        const name = node.args
        const type = types[name]
        return type ? { type, run: (_, bound) => bound[name] } : undefined
      }
      case '.':
        return fact(node.args[0], node.args[1])
      case '-_':
        return opposite(node.args)
      case '!_':
        return negated(compiled(node.args, types))
      case '&&':
      case '||':
        return logical(node.op, compiled(node.args[0], types), compiled(node.args[1], types))
      case '==':
      case '!=':
      case '<':
      case '<=':
      case '>':
      case '>=':
        return comparison(node.op, compiled(node.args[0], types), compiled(node.args[1], types))
      case 'in':
        return membership(compiled(node.args[0], types), node.args[1])
      case 'rcall':
        return call(node.args, types)
      default:
        return undefined
    }
  }

  function call([name, receiver, args]: [string, ASTNode, ASTNode[]], types: Types): Compiled | undefined {
    const on = compiled(receiver, types)
    const [first, second] = args
    if (!on || !first) return undefined
    if (on.type === 'string' && args.length === 1) return textTest(name, on, compiled(first, types))
    if ((name === 'exists' || name === 'all') && first.op === 'id' && second && on.type.startsWith('list<'))
      return walk(name, on, first.args, compiled(second, { ...types, [first.args]: on.type.slice(5, -1) }))
    return undefined
  }

  function textTest(name: string, on: Compiled, argument: Compiled | undefined): Compiled | undefined {
    const test = name === matches.name ? matches.test : TEXT_TESTS[name]
    if (!test || argument?.type !== 'string') return undefined
    return { type: 'bool', run: (f, b) => test(on.run(f, b) as string, argument.run(f, b) as string) }
  }
}

const NONE: Bound = {}

const TEXT_TESTS: Record<string, (text: string, part: string) => boolean> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
}

const LITERALS: Record<string, string> = {
  string: 'string',
  boolean: 'bool',
  number: 'double',
  bigint: 'int',
}

const literal = (value: unknown): Compiled | undefined => {
  const type = LITERALS[typeof value]
  return type ? { type, run: () => value } : undefined
}

const opposite = (of: ASTNode): Compiled | undefined =>
  of.op === 'value' && (typeof of.args === 'number' || typeof of.args === 'bigint')
    ? literal(-of.args)
    : undefined

function fact(owner: ASTNode, field: string): Compiled | undefined {
  if (owner.op !== 'id') return undefined
  const name = owner.args
  const type = (FACTS[name as keyof Facts] as Types | undefined)?.[field]
  return type ? { type, run: (facts) => (facts[name] as Bound)[field] } : undefined
}

const negated = (of: Compiled | undefined): Compiled | undefined =>
  of?.type === 'bool' ? { type: 'bool', run: (f, b) => of.run(f, b) !== true } : undefined

function logical(op: '&&' | '||', left?: Compiled, right?: Compiled): Compiled | undefined {
  if (left?.type !== 'bool' || right?.type !== 'bool') return undefined
  const [one, other] = [left.run, right.run]
  return {
    type: 'bool',
    run:
      op === '&&'
        ? (f, b) => one(f, b) === true && other(f, b) === true
        : (f, b) => one(f, b) === true || other(f, b) === true,
  }
}

const COMPARISONS: Record<string, (l: Run, r: Run) => Run> = {
  '==': (l, r) => (f, b) => l(f, b) === r(f, b),
  '!=': (l, r) => (f, b) => l(f, b) !== r(f, b),
  '<': (l, r) => (f, b) => (l(f, b) as number) < (r(f, b) as number),
  '<=': (l, r) => (f, b) => (l(f, b) as number) <= (r(f, b) as number),
  '>': (l, r) => (f, b) => (l(f, b) as number) > (r(f, b) as number),
  '>=': (l, r) => (f, b) => (l(f, b) as number) >= (r(f, b) as number),
}

/** Of one type on both sides. Texts are only compared for equality: their order is not JavaScript's. */
function comparison(op: string, left?: Compiled, right?: Compiled): Compiled | undefined {
  if (!left || !right || left.type !== right.type || left.type.startsWith('list<')) return undefined
  const ordered = op !== '==' && op !== '!='
  if (ordered && left.type !== 'double' && left.type !== 'int') return undefined
  return { type: 'bool', run: (COMPARISONS[op] as (typeof COMPARISONS)[string])(left.run, right.run) }
}

/** In a list that is written out, or in one of the facts. */
function membership(item: Compiled | undefined, list: ASTNode): Compiled | undefined {
  if (!item) return undefined
  if (list.op === '.') {
    const of = fact(list.args[0], list.args[1])
    return of?.type === `list<${item.type}>`
      ? { type: 'bool', run: (f, b) => (of.run(f, b) as unknown[]).includes(item.run(f, b)) }
      : undefined
  }
  if (list.op !== 'list') return undefined
  const values = list.args.map((node) => (node.op === 'value' ? literal(node.args) : undefined))
  if (!values.every((value) => value?.type === item.type)) return undefined
  const known = new Set(list.args.map((node) => node.args as unknown))
  return { type: 'bool', run: (f, b) => known.has(item.run(f, b)) }
}

function walk(
  name: 'exists' | 'all',
  list: Compiled,
  variable: string,
  condition?: Compiled,
): Compiled | undefined {
  if (condition?.type !== 'bool') return undefined
  // Loops are never within each other (condition.ts), so that one frame for each of them is enough.
  const frame: Bound = {}
  const holds = (facts: CelFacts, element: unknown): boolean => {
    frame[variable] = element
    return condition.run(facts, frame) === true
  }
  return {
    type: 'bool',
    run: (f, b) => {
      const elements = list.run(f, b) as unknown[]
      for (const element of elements) if (holds(f, element) === (name === 'exists')) return name === 'exists'
      return name === 'all'
    },
  }
}
