import type { Tx } from '../../platform/database.ts'
import { modelInForce } from '../models/model-in-force.ts'
import type { Rule } from '../policies/policy.ts'
import type { Exception } from './exception.ts'
import type { Candidates, Match } from './match-standing.ts'

/**
 * Findings for which the condition of an exception holds, of several the first. A condition is asked once for each distinct combination of
 * what it looks at, as policies are.
 */
export async function matchRules(
  tx: Tx,
  { assets, where }: Candidates,
  exceptions: readonly Exception[],
): Promise<Match[]> {
  if (!exceptions.some(({ target }) => target.type === 'rule')) return []
  // CEL is loaded only where an exception is a rule.
  const { parseCondition } = await import('../policies/condition.ts')
  const { Projection, readRows } = await import('../policies/live/groups.ts')
  const { readPlaces } = await import('../policies/live/places.ts')
  const { PlaceClasses } = await import('../policies/live/place-classes.ts')
  const places = await readPlaces(tx, assets)
  if (places.length === 0) return []
  const rules = exceptions.flatMap(({ id, target }) =>
    target.type === 'rule' ? [{ id, when: parseCondition(target.when) }] : [],
  )
  const uses = new Set(rules.flatMap(({ when }) => [...when.uses]))
  const projection = new Projection({ rules: rules.map(ruleOf), uses })
  const classes = new PlaceClasses([], uses)
  const codes = places.map((place) => classes.codeOf(place))
  const model = await modelInForce(tx)
  const readers = classes.all.map(({ place }) => projection.reader(place, model))
  const columns = projection.select ? `${projection.select}, ` : ''
  const names = ['code', ...projection.names].join(', ')
  const groups = await readRows(
    tx,
    `select ${names}, array_agg(asset_id) as assets, array_agg(id) as ids
     from (select p.code, ${columns}f.asset_id, f.id from finding f
           join unnest($2::uuid[], $3::int[]) as p (asset, code) on p.asset = f.asset_id where ${where}) candidate
     group by ${names}`,
    [assets, places.map(({ id }) => id), codes],
  )
  return groups.flatMap((group) => {
    const [code, ...row] = group.slice(0, -2)
    const [owners, ids] = group.slice(-2) as unknown as [string[], string[]]
    const read = readers[Number(code)] as (typeof readers)[number]
    const { cel } = read(row)
    const first = rules.find(({ when }) => when.holds(cel))
    return first
      ? ids.map((finding, at) => ({ asset: owners[at] as string, finding, exception: first.id }))
      : []
  })
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
