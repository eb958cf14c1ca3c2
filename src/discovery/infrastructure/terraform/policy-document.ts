import { type Fields, isFields, type Value } from '../../../formats/infrastructure/cloud-types/value.ts'

const NAMES: readonly (readonly [string, string])[] = [
  ['effect', 'Effect'],
  ['actions', 'Action'],
  ['not_actions', 'NotAction'],
  ['resources', 'Resource'],
]

/** A policy in Terraform's own words (`aws_iam_policy_document`) as the policy document that it makes. */
export function policyDocument(fields: Fields): Value {
  const own = fields.get('statement')
  const statements = (Array.isArray(own) ? own : own ? [own] : []).filter(isFields).map(statement)
  const others = ['source_policy_documents', 'override_policy_documents'].flatMap((name): Value[] => {
    const value = fields.get(name)
    return value === undefined ? [] : Array.isArray(value) ? value : [value]
  })
  const document: Value = new Map([['Statement', statements]])
  return others.length === 0 ? document : [document, ...others]
}

function statement(fields: Fields): Fields {
  const made: Fields = new Map()
  for (const [from, to] of NAMES) {
    const value = fields.get(from)
    if (value !== undefined) made.set(to, value)
  }
  const principals = fields.get('principals')
  if (Array.isArray(principals))
    made.set(
      'Principal',
      principals.filter(isFields).flatMap((one) => one.get('identifiers') ?? null),
    )
  const condition = fields.get('condition')
  if (Array.isArray(condition) && condition.length > 0) made.set('Condition', new Map([['stated', true]]))
  return made
}
