import type { ASTNode } from '@marcbachmann/cel-js'
import type { Policy, Rule } from '../policy.ts'
import { columnOf } from './fact-columns.ts'
import { literal } from './sql-literal.ts'

/** A test of a text that the database makes, so that only its answer is read: SQL over `finding f`, true or false. */
interface Pushed {
  node: ASTNode
  sql: string
}

const TESTS: Record<string, (text: string, part: string) => string> = {
  startsWith: (text, part) => `starts_with(${text}, ${part})`,
  endsWith: (text, part) => `right(${text}, length(${part})) = ${part}`,
  contains: (text, part) => `strpos(${text}, ${part}) > 0`,
}

/** Facts that are nearly different for each finding, as texts. */
const TEXTS = new Set([
  'finding.title',
  'finding.rule',
  'finding.path',
  'finding.component',
  'finding.version',
])

/** What the database answers: a name for each test. */
export interface Tests {
  policyOf<One extends Policy>(policy: One): One
  /** Names with SQL over `finding f`, of all policies that were given to `policyOf`. */
  columns: ReadonlyMap<string, string>
}

/** Takes out of policies what the database can answer: findings that differ in such a text alone are then one to the rules. */
export function pushDown(): Tests {
  const columns = new Map<string, string>()
  const names = new Map<string, string>()
  const nameOf = (sql: string): string => {
    const name = names.get(sql) ?? `t${names.size}`
    names.set(sql, name)
    columns.set(name, sql)
    return name
  }
  const ruleOf = (rule: Rule): Rule => {
    const pushed = pushedOf(rule)
    if (pushed.length === 0 || !rule.when) return rule
    const when = rule.when.answered(new Map(pushed.map(({ node, sql }) => [node, nameOf(sql)])))
    return when ? { ...rule, when } : rule
  }
  return { columns, policyOf: (policy) => ({ ...policy, rules: policy.rules.map(ruleOf) }) }
}

/**
 * The parts of a rule's condition that ask something of one such text and that the database answers exactly as CEL does. Patterns are
 * none of them: PostgreSQL's are other ones.
 */
function pushedOf({ when }: Rule): Pushed[] {
  const found: Pushed[] = []
  const visit = (node: ASTNode): void => {
    const sql = sqlOf(node)
    if (sql) found.push({ node, sql })
    else for (const part of partsOf(node.args)) visit(part)
  }
  if (when) visit(when.ast)
  return found
}

function sqlOf(node: ASTNode): string | undefined {
  if (node.op === '==') return equality(node.args[0], node.args[1]) ?? equality(node.args[1], node.args[0])
  if (node.op !== 'rcall') return undefined
  const [name, receiver, [argument]] = node.args
  const [column, part] = [textColumn(receiver), argument && written(argument)]
  const test = TESTS[name]
  return test && column && part !== undefined && part !== '' ? test(column, literal(part)) : undefined
}

function equality(fact: ASTNode, value: ASTNode): string | undefined {
  const [column, text] = [textColumn(fact), written(value)]
  return column && text !== undefined ? `${column} = ${literal(text)}` : undefined
}

function textColumn(node: ASTNode): string | undefined {
  if (node.op !== '.') return undefined
  const [owner, field] = node.args
  const fact = owner.op === 'id' ? `${owner.args}.${field}` : ''
  return TEXTS.has(fact) ? columnOf(fact)?.sql : undefined
}

/** A text that is written out. With U+0000 it would be another one in SQL. */
const written = (node: ASTNode): string | undefined =>
  node.op === 'value' && typeof node.args === 'string' && !node.args.includes('\0') ? node.args : undefined

const isNode = (value: unknown): value is ASTNode =>
  typeof value === 'object' && value !== null && 'op' in value && 'range' in value

const partsOf = (args: unknown): ASTNode[] => {
  if (isNode(args)) return [args]
  return Array.isArray(args) ? args.flatMap(partsOf) : []
}
