import { byWord } from '../../values/by-word.ts'
import { parseLoose } from './loose-json.ts'
import type { Thing, Things } from './things.ts'
import { type Fields, isFields, isText, type Value } from './value.ts'

/** One statement of an IAM policy document. */
export interface Statement {
  allows: boolean
  actions: string[]
  /** Everything but these: `NotAction`. */
  inverted: boolean
  resources: Value[]
  principals: Value[]
  conditional: boolean
}

/** The statements of a policy document; undefined when it is not known. Source: IAM JSON policy elements reference of AWS. */
export function statementsOf(document: Value, things: Things, depth = 0): Statement[] | undefined {
  if (depth > 4) return undefined
  if (typeof document === 'string' || isText(document)) {
    const inner = parseLoose(document)
    return inner === undefined ? undefined : statementsOf(inner, things, depth + 1)
  }
  if (Array.isArray(document)) {
    const inner = document.map((one) => statementsOf(one, things, depth + 1))
    return inner.some((one) => one) ? inner.flatMap((one) => one ?? []) : undefined
  }
  if (!isFields(document)) return undefined
  const statements = document.get('Statement')
  if (statements === undefined) return undefined
  return (Array.isArray(statements) ? statements : [statements])
    .filter(isFields)
    .map((one) => statementOf(one, things))
}

function statementOf(fields: Fields, things: Things): Statement {
  const list = (key: string): Value[] => {
    const value = fields.get(key)
    return value === undefined || value === null ? [] : Array.isArray(value) ? value.flat() : [value]
  }
  const texts = (key: string): string[] =>
    list(key).flatMap((one) => {
      const text = things.scalar(one, 0)
      return typeof text === 'string' && text !== '' ? [text] : []
    })
  const principal = fields.get('Principal')
  return {
    allows: things.scalar(fields.get('Effect') ?? 'Allow', 0) !== 'Deny',
    actions: [...texts('Action'), ...texts('NotAction')],
    inverted: fields.has('NotAction'),
    resources: list('Resource'),
    principals: isFields(principal) ? ([...principal.values()].flat() as Value[]) : list('Principal'),
    conditional: isFields(fields.get('Condition')) && (fields.get('Condition') as Fields).size > 0,
  }
}

/** Whether a policy lets in everybody without a condition. */
export function everybody(document: Value, things: Things): boolean {
  return (statementsOf(document, things) ?? []).some(
    (one) =>
      one.allows &&
      !one.conditional &&
      one.principals.some((principal) => things.scalar(principal, 0) === '*'),
  )
}

const READING =
  /^(?:get|batchget|list|query|scan|select|describe|read|receive|head|consume|subscribe|view|download|conditioncheck|partiqlselect|transactget|poll|fetch|decrypt)/i
const WRITING =
  /^(?:put|update|delete|create|write|batchwrite|send|publish|upload|insert|modify|abort|restore|copy|transactwrite|partiql(?:insert|update|delete)|tag|purge|change|set|add|remove|produce|encrypt|generatedatakey)/i

/** Whether actions read, write, or both; neither for what only runs or passes something on. */
export function accessOf(actions: readonly string[]): { reads: boolean; writes: boolean } {
  const names = actions.map((one) => one.slice(one.indexOf(':') + 1))
  const every = names.some((one) => one === '*' || one === '')
  return {
    reads: every || names.some((one) => READING.test(one)),
    writes: every || names.some((one) => WRITING.test(one)),
  }
}

const SERVICES_OF_KIND: Record<string, string> = byWord({
  lambda: 'calls',
  states: 'calls',
  'execute-api': 'calls',
})

/** Whether actions call something. */
export const calls = (actions: readonly string[]): boolean =>
  actions.some(
    (one) => SERVICES_OF_KIND[one.slice(0, Math.max(0, one.indexOf(':'))).toLowerCase()] === 'calls',
  )

/** Words of a policy for people: `s3:GetObject, s3:PutObject`. */
export const actionWords = ({ actions, inverted }: Statement): string =>
  `${inverted ? 'all but ' : ''}${actions.slice(0, 5).join(', ')}${actions.length > 5 ? ` and ${actions.length - 5} more` : ''}`

/** A role as Google and Azure name it: what whoever has it may do with data. */
export function accessOfRole(role: string): { reads: boolean; writes: boolean } {
  const text = role.toLowerCase()
  const writes =
    /admin|editor|writer|creator|contributor|owner|\buser\b|datauser|publisher|sender|client/.test(text)
  const reads =
    /viewer|reader|get|subscriber|receiver|consumer|accessor|secrets user/.test(text) ||
    /admin|editor|contributor|owner|\buser\b|datauser|client/.test(text)
  return { reads, writes }
}

/** Everything that a thing's type says it grants, with where it stands. */
export interface Granted {
  statements: Statement[]
  policy: Thing
}
