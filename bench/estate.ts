/**
 * Questions over a large estate, its neighbourhoods and its lists, over HTTP in process: `npm run bench -- estate [nodes]`, 1,000,000 nodes
 * and five times as many links by default. The floor is one row by its key.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localActor } from '../src/access/actor.ts'
import { ask } from '../src/inventory/estate/ask/ask.ts'
import { listNodes } from '../src/inventory/estate/list-nodes.ts'
import { nodeDetail } from '../src/inventory/estate/node-detail.ts'
import { openPool, type Pool, transaction } from '../src/platform/database.ts'
import { migrate } from '../src/platform/migrate.ts'
import { openEmbedded } from '../src/platform/postgres/index.ts'
import { HEAD, line, percentile } from './percentiles.ts'

const NODES_AN_ASSET = 100
const RUNS = 40

export async function estateBench([count = '1000000']: string[]): Promise<void> {
  const assets = Math.ceil(Number(count) / NODES_AN_ASSET)
  const folder = await mkdtemp(join(tmpdir(), 'stance-bench-'))
  const database = await openEmbedded(join(folder, 'data'))
  const pool = openPool(database.url, 2, 'bench')
  try {
    await migrate(pool)
    const start = performance.now()
    await fill(pool, assets)
    const { rows } = await pool.query(
      'select (select count(*) from estate_node) as nodes, (select count(*) from estate_link) as links',
    )
    console.log(
      `${rows[0].nodes} nodes, ${rows[0].links} links in ${((performance.now() - start) / 1000).toFixed(0)} s`,
    )
    const any = () => Math.floor(Math.random() * assets)
    const id = (kind: number, asset: number) => `md5('${kind}:${asset}')::uuid`
    const ids = async (asset: number) =>
      (
        await pool.query<{ asset: string; node: string }>(
          `select ${id(-1, asset)} as asset, ${id(30, asset)} as node`,
        )
      ).rows[0] as { asset: string; node: string }
    const floor = percentile(
      await timesOf(() => pool.query('select * from asset where name = $1', ['asset 7'])),
      0.5,
    )
    console.log(`floor: one row by its key, p50 ${floor.toFixed(2)} ms\n${HEAD}`)
    const measure = async (
      name: string,
      target: number | undefined,
      work: () => Promise<unknown>,
    ): Promise<void> => console.log(line(name, await timesOf(work), floor, target))
    const asked = (question: () => string) => () => transaction(pool, (tx) => ask(tx, localActor, question()))
    await measure(
      'three steps from a named asset',
      500,
      asked(
        () => `deployable[asset == "asset ${any()}"] -> endpoint[!authenticated] -> model["pii" in data]`,
      ),
    )
    await measure(
      'three steps from a named third party',
      500,
      asked(
        () =>
          `third-party[name == "vendor ${any() % 5000}"] <-[calls]- deployable -> endpoint[!authenticated]`,
      ),
    )
    await measure(
      'what reaches an image',
      500,
      asked(() => `image[name == "image ${any()}"] <- workload <- ingress`),
    )
    await measure('neighbourhood of a node', 100, async () => {
      const { asset, node } = await ids(any())
      await transaction(pool, (tx) => nodeDetail(tx, localActor, asset, node))
    })
    await measure('open endpoints, first page', undefined, () =>
      transaction(pool, (tx) =>
        listNodes(tx, localActor, { limit: 100, kind: ['endpoint'], authenticated: false }),
      ),
    )
  } finally {
    await pool.end()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}

/**
 * A hundred things an asset: repository, deployable, image, workload, service, ingress, 20 models, 60 endpoints, 13 third parties of 5,000
 * that are shared; each endpoint reads several models, so that there are five links a node.
 */
async function fill(pool: Pool, assets: number): Promise<void> {
  const id = (kind: string) => `md5(${kind} || ':' || a)::uuid`
  await pool.query(
    `insert into asset (id, kind, name) select ${id("'-1'")}, 'repository', 'asset ' || a from generate_series(0, ${assets - 1}) a`,
  )
  await pool.query(
    `insert into scope (asset_id, id, tool, branch, name) select ${id("'-1'")}, ${id("'-2'")}, 'bench', 'main', '' from generate_series(0, ${assets - 1}) a`,
  )
  const nodes = (kind: string, number: string, name: string, more: string) => `
    insert into estate_node (asset_id, scope_id, id, kind, name, authenticated, data_classes, content, first_seen)
    select ${id("'-1'")}, ${id("'-2'")}, ${number}, '${kind}', ${name}, ${more}, md5('')::uuid, now() from generate_series(0, ${assets - 1}) a`
  const own = (kind: string, number: number, name: string) =>
    nodes(kind, id(`'${number}'`), name, "null, '{}'")
  await pool.query(own('repository', 1, "''"))
  await pool.query(own('deployable', 2, "'service'"))
  await pool.query(own('image', 3, "'image ' || a"))
  await pool.query(own('workload', 4, "'Deployment/' || a"))
  await pool.query(own('service', 5, "'Service/' || a"))
  await pool.query(own('ingress', 6, "'Ingress/' || a"))
  await pool.query(
    `${nodes('model', "md5((10 + m) || ':' || a)::uuid", "'Model' || m", "null, case when m % 4 = 0 then array['pii'] else '{}' end")} cross join generate_series(0, 19) m`,
  )
  await pool.query(
    `${nodes('endpoint', "md5((30 + e) || ':' || a)::uuid", "'GET /part/' || e", "e % 3 > 0, '{}'")} cross join generate_series(0, 59) e`,
  )
  await pool.query(
    `${nodes('third-party', "md5('v' || (a * 7 + v) % 5000)::uuid", "'vendor ' || (a * 7 + v) % 5000", "null, '{}'")} cross join generate_series(0, 12) v`,
  )
  const links = (from: string, kind: string, to: string, more = '') =>
    pool.query(`
    insert into estate_link (asset_id, scope_id, from_id, kind, to_id, evidence, confidence, first_seen)
    select ${id("'-1'")}, ${id("'-2'")}, ${from}, '${kind}', ${to}, 'bench', 1, now() from generate_series(0, ${assets - 1}) a ${more}`)
  const node = (number: number) => id(`'${number}'`)
  await links(node(1), 'contains', node(2))
  await links(node(2), 'builds', node(3))
  await links(node(4), 'runs', node(3))
  await links(node(5), 'exposes', node(4))
  await links(node(6), 'exposes', node(5))
  await links(node(2), 'exposes', "md5((30 + e) || ':' || a)::uuid", 'cross join generate_series(0, 59) e')
  await links(node(2), 'calls', "md5('v' || (a * 7 + v) % 5000)::uuid", 'cross join generate_series(0, 12) v')
  await links(
    "md5((30 + e) || ':' || a)::uuid",
    'reads',
    "md5((10 + (e + m) % 20) || ':' || a)::uuid",
    'cross join generate_series(0, 59) e cross join generate_series(0, 6) m',
  )
  await pool.query('analyze')
}
