import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { lockAssets } from '../lock-asset.ts'
import { type Flow, recountMany } from '../posture.ts'
import { refreshMany } from '../refresh.ts'
import { tellOfFindings } from '../tell-of-findings.ts'

/** Findings by asset. */
type Touched = Map<string, readonly string[]>

// Of one transaction: enough that a statement's own cost is little, and few enough to hold their assets for a moment only.
const FINDINGS = 2_500
const ASSETS = 500

/**
 * Brings findings up to what EPSS and CISA's catalogue say now of some vulnerabilities, and ranks those that changed, many assets at a
 * time. A finding that is exploited from now on gets an event that says so. `rank` = settles what was written of the assets.
 */
export async function refreshSignals(
  pool: Pool,
  cves: readonly string[],
  rank: (tx: Tx, assets: readonly string[]) => Promise<unknown>,
): Promise<void> {
  for (const batch of batchesOf(await touchedBy(pool, cves)))
    await transaction(pool, async (tx) => {
      const assets = [...batch.keys()]
      await lockAssets(tx, assets)
      const at = new Date()
      const before = new Set((await exploited(tx, batch)).map(({ id }) => id))
      const refreshed = await refreshMany(tx, batch, { at })
      const now = (await exploited(tx, batch)).filter(({ id }) => !before.has(id))
      await appendExploited(tx, now, at)
      await rank(tx, assets)
      const flows = assets.map((asset): [string, Flow] => [
        asset,
        { opened: [], ...(refreshed.get(asset) ?? { reopened: [], fixed: [] }) },
      ])
      await recountMany(tx, new Map(flows), at, 'advisory')
      await tellOfFindings(tx, assets)
    })
}

async function touchedBy(pool: Pool, cves: readonly string[]): Promise<Touched> {
  const { rows } = await pool.query<{ asset: string; findings: string[] }>(
    `with changed as materialized (
       select c.id from unnest($1::text[]) as c (id)
       union select l.id from unnest($1::text[]) as c (id) join advisory_alias l on l.canonical = c.id
     )
     select f.asset_id as asset, array_agg(distinct f.id) as findings
     from finding f cross join unnest(f.advisories) as a (id) join changed on changed.id = a.id
     where f.merged_into is null group by 1 order by 1`,
    [cves],
  )
  return new Map(rows.map(({ asset, findings }) => [asset, findings]))
}

function batchesOf(touched: Touched): Touched[] {
  const batches: Touched[] = []
  let room = 0
  for (const [asset, findings] of touched) {
    if (room < findings.length || (batches.at(-1)?.size ?? ASSETS) >= ASSETS) {
      batches.push(new Map())
      room = FINDINGS
    }
    batches.at(-1)?.set(asset, findings)
    room -= findings.length
  }
  return batches
}

interface Exploited {
  asset: string
  id: string
}

async function exploited(tx: Tx, touched: Touched): Promise<Exploited[]> {
  const { rows } = await tx.query<Exploited>(
    'select asset_id as asset, id from finding where asset_id = any($1::uuid[]) and id = any($2::uuid[]) and known_exploited',
    [[...touched.keys()], [...touched.values()].flat()],
  )
  return rows
}

async function appendExploited(tx: Tx, findings: readonly Exploited[], at: Date): Promise<void> {
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type)
     select e.asset, e.id, e.finding, $1, 'exploited' from unnest($2::uuid[], $3::uuid[], $4::uuid[]) as e (asset, id, finding)`,
    [at, findings.map(({ asset }) => asset), findings.map(newId), findings.map(({ id }) => id)],
  )
}
