import type { Assignment } from '../findings/ingest/assign.ts'
import { insertPlaced, MANY } from '../findings/ingest/insert-fresh.ts'
import { unite } from '../findings/ingest/unite.ts'
import { lockAssets } from '../findings/lock-asset.ts'
import { type Flow, recountMany } from '../findings/posture.ts'
import { refreshMany } from '../findings/refresh.ts'
import type { Observation } from '../model/observation.ts'
import { type Pool, type Tx, transaction } from '../platform/database.ts'
import { newId } from '../platform/ids.ts'
import { notifyAll } from '../platform/notify.ts'
import { settleMany } from '../risk/settle-findings.ts'
import { assetsWithGone } from './assets-with-gone.ts'
import { rewriteMany } from './rewrite-many.ts'
import { clearMany, type News, type Staged, stagedNews, stageMany } from './stage-many.ts'

/** Packages of which something may have to close, and what their components are called. */
export interface Closing {
  packages: readonly { ecosystem: string; name: string }[]
  names: readonly string[]
}

/**
 * Opens findings of our own matching in many assets by one transaction, and brings up to date what changed of those that are there: all of
 * them at once, and settled. What an asset has already is left as it is. Returns the assets, untouched, of which something is known from
 * elsewhere (another tool, another branch), came back or went: those take the whole way.
 */
export async function openInMany(
  pool: Pool,
  wanted: ReadonlyMap<string, readonly Observation[]>,
  closing: Closing,
): Promise<string[]> {
  return transaction(pool, async (tx) => {
    const run = newId()
    const assets = [...wanted.keys()]
    await lockAssets(tx, assets)
    const staged = await stageMany(tx, run, wanted)
    const { fresh, changed, others } = await stagedNews(tx, run, staged)
    for (const asset of await assetsWithGone(tx, staged, { assets, ...closing })) others.add(asset)
    const isQuick = ({ asset }: Staged): boolean => !others.has(asset)
    await write(tx, run, { fresh: fresh.filter(isQuick), changed: changed.filter(isQuick) })
    await clearMany(tx, run, assets)
    return [...others]
  })
}

async function write(
  tx: Tx,
  run: string,
  { fresh, changed }: Pick<News, 'fresh' | 'changed'>,
): Promise<void> {
  const written = [...fresh, ...changed]
  if (written.length === 0) return
  const at = new Date()
  const assets = [...new Set(written.map(({ asset }) => asset))]
  const scopes = [...new Set(written.map(({ scope }) => scope))]
  const assigned = await place(tx, run, fresh)
  const opened = await insertPlaced(tx, MANY, [assets, run, scopes], { at, main: true })
  await recordKeys(tx, run, assets)
  const rewritten = await rewriteMany(tx, { run, assets, changed, at })
  const refreshed = await refreshMany(tx, together(assigned, rewritten), { at, report: run })
  await settleMany(tx, assets, 'written')
  const flows = Map.groupBy(opened, (one) => one.asset)
  await recountMany(
    tx,
    new Map(
      assets.map((asset): [string, Flow] => [
        asset,
        { opened: flows.get(asset) ?? [], reopened: [], fixed: [], ...refreshed.get(asset) },
      ]),
    ),
    at,
    'advisory',
  )
  await recordRuns(tx, { run, assets, scopes, at, fresh })
  await notifyAll(
    tx,
    assets.map((asset) => ({ topic: 'finding', asset })),
  )
}

/** Findings by asset, of both. */
const together = (
  one: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): Map<string, string[]> =>
  new Map(
    [...new Set([...one.keys(), ...other.keys()])].map((asset) => [
      asset,
      [...new Set([...(one.get(asset) ?? []), ...(other.get(asset) ?? [])])],
    ]),
  )

/** Several versions of a package in one asset are one finding. Returns the findings that have several observations, by asset. */
async function place(tx: Tx, run: string, fresh: readonly Staged[]): Promise<Map<string, string[]>> {
  const together = new Map<string, string[]>()
  const finding = new Map<string, string>()
  for (const [asset, rows] of Map.groupBy(fresh, (one) => one.asset)) {
    const united = unite(rows.map(({ id, shared }) => ({ id, keys: shared, owners: [] })))
    for (const { id } of rows) finding.set(id, united.get(id) ?? id)
    const several = [...united].flatMap(([id, into]) => (id === into ? [] : [into]))
    if (several.length > 0) together.set(asset, [...new Set(several)])
  }
  const reasonOf = ({ id, kind }: Staged): Assignment['reason'] =>
    finding.get(id) === id ? { rule: 'first' } : { rule: 'shared', kind }
  await tx.query(
    `insert into staged_placement (asset_id, report_id, id, finding_id, reason)
     select asset, $1, id, finding, reason from unnest($2::uuid[], $3::uuid[], $4::uuid[], $5::jsonb[]) as p (asset, id, finding, reason)`,
    [
      run,
      fresh.map(({ asset }) => asset),
      fresh.map(({ id }) => id),
      fresh.map(({ id }) => finding.get(id)),
      fresh.map(reasonOf),
    ],
  )
  return together
}

async function recordKeys(tx: Tx, run: string, assets: readonly string[]): Promise<void> {
  await tx.query(
    `insert into finding_key (asset_id, key, finding_id)
     select distinct on (s.asset_id, u.key) s.asset_id, u.key, p.finding_id
     from staged_placement p join staged_observation s on s.asset_id = p.asset_id and s.report_id = $1 and s.id = p.id
     cross join unnest(s.shared_keys) as u (key)
     where p.asset_id = any($2::uuid[]) and p.report_id = $1 order by s.asset_id, u.key, s.id
     on conflict (asset_id, key) do nothing`,
    [run, assets],
  )
}

/** The next whole comparison of the asset must not take what it finds for what it found the last time. */
async function recordRuns(
  tx: Tx,
  {
    run,
    assets,
    scopes,
    at,
    fresh,
  }: { run: string; assets: string[]; scopes: string[]; at: Date; fresh: readonly Staged[] },
): Promise<void> {
  const counts = Map.groupBy(fresh, ({ asset }) => asset)
  await tx.query(
    `update match_run r set at = $3, matches = r.matches + n.count, content = $1
     from unnest($2::uuid[], $4::int[]) as n (asset, count) join asset a on a.id = n.asset
     where r.asset_id = n.asset and r.branch = a.default_branch`,
    [run, assets, at, assets.map((asset) => counts.get(asset)?.length ?? 0)],
  )
  await tx.query(
    `update scope set last_report_id = $1::uuid, last_sha256 = $1::uuid::text, last_seen = $3
     where asset_id = any($2::uuid[]) and id = any($4::uuid[])`,
    [run, assets, at, scopes],
  )
}
