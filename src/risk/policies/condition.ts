import { type ASTNode, Environment } from '@marcbachmann/cel-js'
import { RE2JS } from 're2js'
import { type Answers, compile } from './compile.ts'
import { FACTS, type Facts } from './facts.ts'

export interface Condition {
  text: string
  ast: ASTNode
  /** Facts that it looks at, such as `finding.severity`. */
  uses: ReadonlySet<string>
  /** The same where parts of it are answered by somebody else; undefined where that cannot be. */
  answered(answers: Answers): Condition | undefined
  /** Whether it holds; false also where it cannot be told (an index that a list does not have). */
  holds(facts: CelFacts): boolean
}

/** Why a text is no condition, and at which of its characters (from 0). */
export class BadCondition extends Error {
  readonly at: number

  constructor(message: string, at: number) {
    super(message)
    this.name = 'BadCondition'
    this.at = at
  }
}

/** Enough for any rule that a person can read; what nests deeper or is longer would only run long. */
const LIMITS = {
  maxAstNodes: 400,
  maxDepth: 24,
  maxListElements: 100,
  maxMapEntries: 20,
  maxCallArguments: 8,
}
const MOST_CHARACTERS = 4_000
// What rules see is flat: a list within a list would only multiply the time.
const MOST_NESTED_LOOPS = 1
const LOOPS = new Set(['all', 'exists', 'exists_one', 'filter', 'map'])

// The library's own `matches` backtracks, so a pattern could run for hours. It is replaced by one that is linear, under a name of the
// same length, so that positions in messages stay true.
const MATCHES = 'matches'
const LINEAR_MATCHES = 're2find'
const patterns = new Map<string, RE2JS>()

function linearMatch(text: string, pattern: string): boolean {
  const known = patterns.get(pattern) ?? RE2JS.compile(pattern)
  if (patterns.size < 1_000) patterns.set(pattern, known)
  return known.matcher(text).find()
}

/** CEL with the facts and nothing else: it cannot loop without end, write, or look elsewhere (https://cel.dev). */
const environment = Object.entries(FACTS)
  .reduce(
    (made, [name, schema]) => made.registerVariable({ name, schema: { ...schema } }),
    new Environment({ homogeneousAggregateLiterals: true, limits: LIMITS }),
  )
  .registerFunction(`string.${LINEAR_MATCHES}(string): bool`, linearMatch)

/** Reads and type checks a condition. Throws BadCondition. */
export function parseCondition(text: string): Condition {
  if (text.length > MOST_CHARACTERS)
    throw new BadCondition(`it is longer than ${MOST_CHARACTERS} characters`, 0)
  const checked = environment.check(text)
  if (!checked.valid) throw refusal(checked.error)
  if (checked.type !== 'bool')
    throw new BadCondition(`it is a ${checked.type}, where a condition is true or false`, 0)
  const safe = withLinearMatches(text, environment.parse(text).ast)
  const evaluate = environment.parse(safe)
  const { ast } = evaluate
  const condition: Condition = {
    text,
    ast,
    uses: factsUsed(ast),
    answered(answers) {
      const holds = compile(ast, TEXT_PATTERNS, answers)
      return holds && { ...condition, uses: factsUsed(ast, answers), holds }
    },
    holds: compile(ast, TEXT_PATTERNS) ?? evaluatorOf(evaluate),
  }
  return condition
}

const TEXT_PATTERNS = { name: LINEAR_MATCHES, test: linearMatch }

const evaluatorOf =
  (evaluate: (facts: CelFacts) => unknown): Condition['holds'] =>
  (facts) => {
    try {
      return evaluate(facts) === true
    } catch {
      return false
    }
  }

/** What the library itself makes of a condition: the yardstick of the compiled one. Throws BadCondition. */
export const interpretedCondition = (text: string): Condition['holds'] =>
  evaluatorOf(environment.parse(withLinearMatches(text, environment.parse(text).ast)))

function refusal(error: { message: string; range?: { start: number } } | undefined): BadCondition {
  const [first = 'it is no CEL'] = (error?.message ?? '').split('\n')
  return new BadCondition(first, error?.range?.start ?? 0)
}

function withLinearMatches(text: string, ast: ASTNode): string {
  let safe = text
  const visit = (node: ASTNode, loops: number): void => {
    if (node.op === 'rcall') {
      const [name, receiver, args] = node.args
      if (LOOPS.has(name) && loops >= MOST_NESTED_LOOPS)
        throw new BadCondition('it walks through a list for each element of a list', node.start)
      if (name === MATCHES) safe = renamed(safe, node, receiver, args)
      visit(receiver, loops)
      for (const arg of args) visit(arg, loops + Number(LOOPS.has(name)))
    } else for (const part of partsOf(node.args)) visit(part, loops)
  }
  visit(ast, 0)
  return safe
}

function renamed(text: string, node: ASTNode, receiver: ASTNode, [pattern]: ASTNode[]): string {
  if (pattern?.op !== 'value' || typeof pattern.args !== 'string')
    throw new BadCondition('matches takes a pattern that is written out', node.start)
  try {
    RE2JS.compile(pattern.args)
  } catch (error) {
    throw new BadCondition(`this pattern cannot be read: ${(error as Error).message}`, pattern.start)
  }
  const at = text.lastIndexOf(MATCHES, pattern.start)
  if (at < receiver.range.end) throw new BadCondition('write .matches("…")', node.start)
  return text.slice(0, at) + LINEAR_MATCHES + text.slice(at + MATCHES.length)
}

/** A variable that is not asked for one of its fields counts with all of them. */
function factsUsed(ast: ASTNode, answers: Answers = new Map()): Set<string> {
  const used = new Set<string>()
  const visit = (node: ASTNode): void => {
    if (answers.has(node)) return
    const [owner, field] = node.op === '.' ? node.args : []
    if (owner?.op === 'id' && typeof field === 'string') used.add(`${owner.args}.${field}`)
    else if (node.op === 'id')
      for (const name of Object.keys(FACTS[node.args as keyof Facts] ?? {})) used.add(`${node.args}.${name}`)
    else for (const part of partsOf(node.args)) visit(part)
  }
  visit(ast)
  return used
}

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'range' in value

function partsOf(args: unknown): ASTNode[] {
  if (isNode(args)) return [args]
  return Array.isArray(args) ? args.flatMap(partsOf) : []
}

/** Facts as CEL takes them: its integers are BigInt. */
export type CelFacts = Record<string, Record<string, unknown>>

/** Longest text and list that a rule sees, so that what a report says cannot make a rule run long. */
const MOST_TEXT = 2_000
const MOST_ELEMENTS = 1_000

/** All facts as CEL takes them. */
export function celFacts(facts: Facts): CelFacts {
  const made: CelFacts = {}
  for (const [name, fields] of Object.entries(FACTS)) {
    const values = facts[name as keyof Facts] as Record<string, unknown>
    made[name] = Object.fromEntries(
      Object.entries(fields).map(([field, type]) => [field, celValue(values[field], type)]),
    )
  }
  return made
}

/** One fact as CEL takes it. */
export function celValue(value: unknown, type: string): unknown {
  if (typeof value === 'string') return value.slice(0, MOST_TEXT)
  if (Array.isArray(value))
    return value.slice(0, MOST_ELEMENTS).map((one) => celValue(one, type === 'list<int>' ? 'int' : 'string'))
  return type === 'int' ? BigInt(Math.trunc(value as number)) : value
}
