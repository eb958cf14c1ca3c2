import { identify, twinKey } from '../findings/identity.ts'
import { placeOf, Twins } from '../findings/ingest/count-twins.ts'
import { STAGED_COLUMNS, sharedKeys, stagedRow } from '../findings/ingest/staged-row.ts'
import { Handlers } from '../findings/merging/handlers.ts'
import { readMergeRules } from '../findings/merging/merge-rules.ts'
import { MATCHER } from '../intel/matching/observations-of.ts'
import type { Kind } from '../model/kind.ts'
import { type Noise, noiseOf } from '../model/noise.ts'
import type { Observation } from '../model/observation.ts'
import { copyInto, type Tx } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { firstScorer } from '../risk/first-score.ts'
import { modelInForce } from '../risk/models/model-in-force.ts'
import { riskContexts } from '../risk/ranking-basis.ts'

/** A staged observation of our own matching. */
export interface Staged {
  asset: string
  scope: string
  id: string
  /** The observation's identity within the scope. */
  key: string
  kind: Kind
  /** Identities that other tools share. */
  shared: readonly string[]
}

/** Stages observations about many assets under one id, in the transaction that applies them. */
export async function stageMany(
  tx: Tx,
  run: string,
  wanted: ReadonlyMap<string, readonly Observation[]>,
): Promise<Staged[]> {
  const assets = [...wanted.keys()]
  const [rules, model] = [await readMergeRules(tx), await modelInForce(tx)]
  const { kinds, of } = await riskContexts(tx, assets)
  const scorers = kinds.map((context) => firstScorer({ context, model }))
  const scopes = await ensureScopes(tx, assets)
  const stream = copyInto(tx, 'staged_observation', STAGED_COLUMNS)
  const staged: Staged[] = []
  for (const [asset, observations] of wanted) {
    const scope = scopes.get(asset)
    const first = scorers[of.get(asset) ?? -1]
    const twins = new Twins()
    for (const observation of scope && first ? observations : []) {
      const identity = identify(MATCHER, observation)
      const { ordinal, isRepeated } = twins.count(identity.base, placeOf(observation))
      const shared = sharedKeys(observation, identity, rules, NO_HANDLERS)
      const noise: Noise[] = isRepeated ? [...noiseOf(observation), 'duplicate'] : noiseOf(observation)
      const key = twinKey(identity.base, ordinal)
      const row = { asset, scope: scope as string, id: newId(), key, kind: observation.kind, shared }
      staged.push(row)
      await stream.write(
        stagedRow(
          { asset, report: run, scope: row.scope, id: row.id, key },
          {
            observation,
            identity,
            shared,
            noise,
            first: (first as NonNullable<typeof first>)(observation, noise),
          },
        ),
      )
    }
  }
  await stream.end()
  return staged
}

/** A package answers no route. */
const NO_HANDLERS = new Handlers([])

/** By asset, the scope of our own matching on its default branch. */
async function ensureScopes(tx: Tx, assets: readonly string[]): Promise<Map<string, string>> {
  await tx.query(
    `insert into scope (asset_id, id, tool, branch, name)
     select a.id, n.id, $3, a.default_branch, '' from unnest($1::uuid[], $2::uuid[]) as n (asset, id) join asset a on a.id = n.asset
     where not exists (select from scope s where s.asset_id = a.id and s.tool = $3 and s.branch = a.default_branch and s.name = '')
     on conflict (asset_id, tool, branch, name) do nothing`,
    [assets, assets.map(newId), MATCHER],
  )
  const { rows } = await tx.query<{ asset: string; id: string }>(
    `select s.asset_id as asset, s.id from scope s join asset a on a.id = s.asset_id and a.default_branch = s.branch
     where s.asset_id = any($1::uuid[]) and s.tool = $2 and s.name = ''`,
    [assets, MATCHER],
  )
  return new Map(rows.map(({ asset, id }) => [asset, id]))
}

/** A staged observation that is stored with other content, and what it is stored as. */
export interface Changed extends Staged {
  observation: string
}

/** What staged observations are beside what is stored; what is stored as it is staged is none of these. */
export interface News {
  /** Nowhere known yet. */
  fresh: Staged[]
  /** Stored on the default branch with other content, and with no identity that another finding has. */
  changed: Changed[]
  /** Assets of which something is known otherwise. */
  others: Set<string>
}

interface Beside {
  id: string
  how: 'fresh' | 'same' | 'changed' | 'other'
  observation: string | null
}

/** Row by row, each by its keys: a join would be planned for a staging that nobody has counted. */
export async function stagedNews(tx: Tx, run: string, staged: readonly Staged[]): Promise<News> {
  const assets = [...new Set(staged.map(({ asset }) => asset))]
  const { rows } = await tx.query<Beside>(
    `select s.id, own.here as observation,
       case when own.same then 'same' when own.changed then 'changed' when own.known or exists (
         select from finding_key k where k.asset_id = s.asset_id and k.key = any(s.shared_keys)) then 'other' else 'fresh' end as how
     from staged_observation s
     cross join lateral (
       select count(*) > 0 as known, (array_agg(o.id) filter (where o.scope_id = s.scope_id))[1] as here,
              bool_or(o.scope_id = s.scope_id and o.content = s.content and o.present = s.present) as same,
              bool_or(o.scope_id = s.scope_id and o.present and s.present and not exists (
                select from finding_key k where k.asset_id = s.asset_id and k.key = any(s.shared_keys) and k.finding_id <> o.finding_id
              )) as changed
       from scope c join observation o on o.asset_id = s.asset_id and o.scope_id = c.id and o.key = s.key
       where c.asset_id = s.asset_id and c.tool = $3
     ) own
     where s.asset_id = any($1::uuid[]) and s.report_id = $2`,
    [assets, run, MATCHER],
  )
  const beside = new Map(rows.map((row) => [row.id, row]))
  const are = (word: Beside['how']): Staged[] => staged.filter(({ id }) => beside.get(id)?.how === word)
  return {
    fresh: are('fresh'),
    changed: are('changed').map((one) => ({
      ...one,
      observation: beside.get(one.id)?.observation as string,
    })),
    others: new Set(are('other').map(({ asset }) => asset)),
  }
}

/** Empties the staging of a run. */
export async function clearMany(tx: Tx, run: string, assets: readonly string[]): Promise<void> {
  for (const table of ['staged_observation', 'staged_placement'])
    await tx.query(`delete from ${table} where asset_id = any($1::uuid[]) and report_id = $2`, [assets, run])
}
