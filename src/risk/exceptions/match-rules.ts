import type { Tx } from '../../platform/database.ts'
import { modelInForce } from '../models/model-in-force.ts'
import type { Rule } from '../policies/policy.ts'
import type { Exception } from './exception.ts'
import type { Candidates } from './match-standing.ts'

/**
 * Findings for which the condition of an exception holds: finding → exception, of several the first. A condition is asked once for each
 * distinct combination of what it looks at, as policies are.
 */
export async function matchRules(
  tx: Tx,
  { asset, where }: Candidates,
  exceptions: readonly Exception[],
): Promise<Map<string, string>> {
  if (!exceptions.some(({ target }) => target.type === 'rule')) return new Map()
  // CEL is loaded only where an exception is a rule.
  const { parseCondition } = await import('../policies/condition.ts')
  const { Projection, readRows } = await import('../policies/live/groups.ts')
  const { readPlaces } = await import('../policies/live/places.ts')
  const [place] = await readPlaces(tx, [asset])
  if (!place) return new Map()
  const rules = exceptions.flatMap(({ id, target }) =>
    target.type === 'rule' ? [{ id, when: parseCondition(target.when) }] : [],
  )
  const uses = new Set(rules.flatMap(({ when }) => [...when.uses]))
  const projection = new Projection({ rules: rules.map(ruleOf), uses })
  const read = projection.reader(place, await modelInForce(tx))
  const columns = projection.select ? `${projection.select}, ` : ''
  const groupBy = projection.names.length > 0 ? `group by ${projection.names.join(', ')}` : ''
  const groups = await readRows(
    tx,
    `select ${[...projection.names, 'array_agg(id) as ids'].join(', ')}
     from (select ${columns}f.id from finding f where ${where}) candidate ${groupBy}`,
    [asset],
  )
  const matched = new Map<string, string>()
  for (const row of groups) {
    const { cel } = read(row)
    const first = rules.find(({ when }) => when.holds(cel))
    if (!first) continue
    for (const id of (row[projection.names.length] as unknown as string[] | null) ?? [])
      matched.set(id, first.id)
  }
  return matched
}

/** As policies have rules: what it looks at is all that counts here. */
const ruleOf = ({ id, when }: { id: string; when: NonNullable<Rule['when']> }): Rule => ({
  id,
  line: 0,
  target: {},
  applies: 'all',
  when,
  effects: {},
  reason: '',
  gateReason: '',
  fix: undefined,
})
