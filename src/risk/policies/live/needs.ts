import type { ASTNode } from '@marcbachmann/cel-js'
import { SEVERITIES, type Severity, severityRank } from '../../../model/severity.ts'
import type { Rule } from '../policy.ts'
import type { Target } from '../target.ts'
import { columnOf } from './fact-columns.ts'
import { literal } from './sql-literal.ts'

/**
 * SQL over `finding f` that holds wherever a rule may hold: what cannot be said in SQL is left out, so that it may let too much pass and
 * never too little. Undefined where nothing can be said.
 */
export const needsOf = ({ target, when }: Rule): string | undefined =>
  both(targetNeeds(target), when && conditionNeeds(when.ast))

const both = (...parts: (string | undefined)[]): string | undefined => {
  const known = parts.filter((part) => part !== undefined)
  return known.length > 0 ? known.map((part) => `(${part})`).join(' and ') : undefined
}

const TEXTS = new Set(['finding.kind', 'finding.rule', 'finding.component', 'finding.state', 'finding.tool'])
const isOneOf = (sql: string, values: readonly string[]): string => `${sql} in (${values.map(literal)})`
const overlaps = (sql: string, values: readonly string[]): string =>
  `${sql} && array[${values.map(literal)}]::text[]`

function targetNeeds({ kind, rule, component, tool, advisory }: Target): string | undefined {
  return both(
    kind && isOneOf('f.kind', kind),
    rule && isOneOf('f.rule', rule),
    component && isOneOf('f.component', component),
    tool && overlaps('f.tools', tool),
    advisory && overlaps('f.advisories', advisory),
  )
}

function conditionNeeds(node: ASTNode): string | undefined {
  switch (node.op) {
    case '&&':
      return both(...node.args.map(conditionNeeds))
    case '||': {
      const [left, right] = node.args.map(conditionNeeds)
      return left && right && `(${left}) or (${right})`
    }
    case '==':
      return equality(node.args[0], node.args[1]) ?? equality(node.args[1], node.args[0])
    case 'in':
      return membership(node.args[0], node.args[1])
    case '.':
      return factOf(node) === 'finding.knownExploited' ? 'f.known_exploited' : undefined
    case '>':
    case '>=':
      return comparison(node.op, node.args[0], node.args[1])
    default:
      return undefined
  }
}

function factOf(node: ASTNode): string | undefined {
  if (node.op !== '.') return undefined
  const [owner, field] = node.args
  return owner.op === 'id' ? `${owner.args}.${field}` : undefined
}

const textOf = (node: ASTNode): string | undefined =>
  node.op === 'value' && typeof node.args === 'string' ? node.args : undefined

const equality = (fact: ASTNode, value: ASTNode): string | undefined => {
  const text = textOf(value)
  return text === undefined ? undefined : amongTexts(factOf(fact), [text])
}

function membership(item: ASTNode, list: ASTNode): string | undefined {
  if (list.op === 'list') {
    const texts = list.args.map(textOf)
    return texts.every((text) => text !== undefined) ? amongTexts(factOf(item), texts) : undefined
  }
  const [text, fact] = [textOf(item), factOf(list)]
  if (text === undefined) return undefined
  if (fact === 'finding.tools') return overlaps('f.tools', [text])
  return fact === 'finding.advisories' || fact === 'advisory.ids'
    ? overlaps('f.advisories', [text])
    : undefined
}

function amongTexts(fact: string | undefined, values: readonly string[]): string | undefined {
  if (fact === 'finding.severity') {
    const ranks = values.filter((value) => (SEVERITIES as readonly string[]).includes(value))
    return `coalesce(f.severity_override, f.severity) in (${[-1, ...ranks.map((one) => severityRank(one as Severity))]})`
  }
  return fact !== undefined && TEXTS.has(fact) && values.length > 0
    ? isOneOf(columnOf(fact)?.sql ?? '', values)
    : undefined
}

const NUMBERS: Record<string, string> = {
  'finding.epss': 'f.epss',
  'advisory.epss': 'f.epss',
  'advisory.cvss': 'f.cvss',
}

function comparison(op: '>' | '>=', fact: ASTNode, bound: ASTNode): string | undefined {
  const column = NUMBERS[factOf(fact) ?? '']
  // Below 0 stands what nobody knows, which is null in the column.
  return column && bound.op === 'value' && typeof bound.args === 'number' && bound.args >= 0
    ? `${column}::float8 ${op} ${bound.args}`
    : undefined
}
