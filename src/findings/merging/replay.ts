import type { Observation } from '../../model/observation.ts'
import { copyInto, type Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { identify } from '../identity.ts'
import { applyScope } from '../ingest/apply-scope.ts'
import { STAGED_COLUMNS, sharedKeys, stagedRow } from '../ingest/staged-row.ts'
import { type Handlers, readHandlers } from './handlers.ts'
import type { MergeRules } from './merge-rules.ts'

interface ScopeRow {
  id: string
  tool: string
  branch: string
  name: string
  main: boolean
  at: Date
}

interface StoredObservation {
  id: string
  key: string
  data: Observation & { noise?: [] }
}

/**
 * What an asset's observations would be under some rules: the same code that takes reports in takes them in again, scope by scope in
 * the order in which they came, into a scratch asset inside a savepoint that is rolled back. Only what tools see now, without what a
 * person split off. Returns for each observation the one that opened its finding.
 */
export async function replay(tx: Tx, asset: string, rules: MergeRules): Promise<Map<string, string>> {
  await tx.query('savepoint replay')
  try {
    const scratch = newId()
    await tx.query(
      `insert into asset (id, kind, name, default_branch) select $1::uuid, kind, 'replay ' || $1::text, default_branch from asset where id = $2`,
      [scratch, asset],
    )
    const handlers = await readHandlers(tx, asset)
    for (const scope of await scopesOf(tx, asset))
      await replayScope(tx, { asset, scratch, scope, rules, handlers })
    const { rows } = await tx.query<{ id: string; finding: string }>(
      'select id, finding_id as finding from observation where asset_id = $1',
      [scratch],
    )
    return new Map(rows.map(({ id, finding }) => [id, finding]))
  } finally {
    await tx.query('rollback to savepoint replay')
    // Or what follows would be written by a part of the transaction, under another number than its own.
    await tx.query('release savepoint replay')
  }
}

async function scopesOf(tx: Tx, asset: string): Promise<ScopeRow[]> {
  const { rows } = await tx.query<ScopeRow>(
    `select s.id, s.tool, s.branch, s.name, s.branch = a.default_branch as main, s.last_seen as at
     from scope s join asset a on a.id = $1
     where s.asset_id = $1 and s.last_report_id is not null
     order by (select min(o.first_seen) from observation o where o.asset_id = $1 and o.scope_id = s.id) nulls last, s.id`,
    [asset],
  )
  return rows
}

interface ReplayArgs {
  asset: string
  scratch: string
  scope: ScopeRow
  rules: MergeRules
  handlers: Handlers
}

async function replayScope(tx: Tx, { asset, scratch, scope, rules, handlers }: ReplayArgs): Promise<void> {
  const stored = await observationsOf(tx, asset, scope.id)
  const place = { asset: scratch, report: newId(), scope: newId() }
  await tx.query('insert into scope (asset_id, id, tool, branch, name) values ($1, $2, $3, $4, $5)', [
    scratch,
    place.scope,
    scope.tool,
    scope.branch,
    scope.name,
  ])
  const stream = copyInto(tx, 'staged_observation', STAGED_COLUMNS)
  let sharing = false
  for (const { id, key, data } of stored) {
    const observation = { ...data, raw: '' }
    const identity = identify(scope.tool, observation)
    const shared = sharedKeys(observation, identity, rules, handlers)
    sharing ||= shared.length > 0
    // Whether it is noise and what it scores makes no difference to where it belongs.
    const first = { score: 0, likelihood: 0, impact: 0, certainty: 0, ssvc: null }
    const told = { observation, identity, shared, noise: [], first }
    await stream.write(stagedRow({ ...place, id, key }, told))
  }
  await stream.end()
  await applyScope(tx, {
    ...place,
    ...scope,
    scope: place.scope,
    sha256: '',
    rules,
    incomplete: true,
    hasComponents: false,
    observations: stored.length,
    kinds: [],
    sharing,
  })
}

async function observationsOf(tx: Tx, asset: string, scope: string): Promise<StoredObservation[]> {
  const { rows } = await tx.query<StoredObservation>(
    `select o.id, o.key, d.data from observation o
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id
     where o.asset_id = $1 and o.scope_id = $2 and o.present and not o.pinned order by o.id`,
    [asset, scope],
  )
  return rows
}
