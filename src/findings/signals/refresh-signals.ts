import { type Pool, type Tx, transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/notify.ts'
import { lockAsset } from '../lock-asset.ts'
import { recountPosture } from '../posture.ts'
import { refreshFindings } from '../refresh.ts'

interface Touched {
  asset: string
  findings: string[]
}

/**
 * Brings findings up to what EPSS and CISA's catalogue say now of some vulnerabilities, and ranks those that changed: one transaction an
 * asset. A finding that is exploited from now on gets an event that says so.
 */
export async function refreshSignals(
  pool: Pool,
  cves: readonly string[],
  rank: (tx: Tx, asset: string) => Promise<unknown>,
): Promise<void> {
  for (const { asset, findings } of await touchedBy(pool, cves))
    await transaction(pool, async (tx) => {
      await lockAsset(tx, asset)
      const at = new Date()
      const before = await exploited(tx, asset, findings)
      const flow = { opened: [], ...(await refreshFindings(tx, { asset, findings, at })) }
      const now = (await exploited(tx, asset, findings)).filter((id) => !before.includes(id))
      await appendExploited(tx, asset, now, at)
      await rank(tx, asset)
      await recountPosture(tx, asset, at, flow, 'advisory')
      await notify(tx, { topic: 'finding', asset })
    })
}

async function touchedBy(pool: Pool, cves: readonly string[]): Promise<Touched[]> {
  const { rows } = await pool.query<Touched>(
    `with changed as materialized (
       select c.id from unnest($1::text[]) as c (id)
       union select l.id from unnest($1::text[]) as c (id) join advisory_alias l on l.canonical = c.id
     )
     select f.asset_id as asset, array_agg(distinct f.id) as findings
     from finding f cross join unnest(f.advisories) as a (id) join changed on changed.id = a.id
     where f.merged_into is null group by 1 order by 1`,
    [cves],
  )
  return rows
}

async function exploited(tx: Tx, asset: string, findings: readonly string[]): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from finding where asset_id = $1 and id = any($2) and known_exploited',
    [asset, findings],
  )
  return rows.map(({ id }) => id)
}

async function appendExploited(tx: Tx, asset: string, findings: readonly string[], at: Date): Promise<void> {
  await tx.query(
    `insert into finding_event (asset_id, id, finding_id, at, type)
     select $1, e.id, e.finding, $2, 'exploited' from unnest($3::uuid[], $4::uuid[]) as e (id, finding)`,
    [asset, at, findings.map(newId), findings],
  )
}
