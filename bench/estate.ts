/**
 * Questions over a large estate, its neighbourhoods and its pages, as the API asks for them: `npm run bench -- estate [nodes [folder]]`,
 * 1,000,000 nodes and five times as many links by default; a folder keeps the estate for the next run. The floor is one row by its key.
 */

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { localActor } from '../src/access/actor.ts'
import { recountBlastRadius } from '../src/inventory/blast-radius.ts'
import { ask } from '../src/inventory/estate/ask/ask.ts'
import { countNodes } from '../src/inventory/estate/count-nodes.ts'
import { coverage } from '../src/inventory/estate/coverage.ts'
import { deriveReach } from '../src/inventory/estate/derive-reach.ts'
import { estateMap } from '../src/inventory/estate/estate-map.ts'
import { listNodes } from '../src/inventory/estate/list-nodes.ts'
import { nodeDetail } from '../src/inventory/estate/node-detail.ts'
import { traffic } from '../src/inventory/estate/traffic.ts'
import { type Pool, type Tx, transaction } from '../src/platform/database.ts'
import { benchDatabase } from './bench-database.ts'
import { assetsFor, fillEstate, idOf } from './fill-estate.ts'
import { HEAD, line, percentile } from './percentiles.ts'

const RUNS = 20
/** Of what takes seconds. */
const FEW_RUNS = 3

export async function estateBench([count = '1000000', kept]: string[]): Promise<void> {
  const filled = kept !== undefined && existsSync(join(kept, 'data'))
  await using database = await benchDatabase({ keep: kept })
  const { pool } = database
  const start = performance.now()
  if (!filled) await fillEstate(pool, Number(count))
  const { rows } = await pool.query(
    'select (select count(*) from estate_node) as nodes, (select count(*) from estate_link) as links',
  )
  console.log(
    `${rows[0].nodes} nodes, ${rows[0].links} links in ${((performance.now() - start) / 1000).toFixed(0)} s`,
  )
  await measureAll(pool, assetsFor(Number(count)))
}

interface Measure {
  name: string
  /** p95 in milliseconds. */
  target?: number
  runs?: number
  work: (tx: Tx) => Promise<unknown>
}

async function measureAll(pool: Pool, assets: number): Promise<void> {
  const byKey = () => pool.query('select * from asset where name = $1', ['asset 7'])
  const floor = percentile(await timesOf(byKey, RUNS), 0.5)
  console.log(`floor: one row by its key, p50 ${floor.toFixed(2)} ms\n${HEAD}`)
  for (const { name, target, runs = RUNS, work } of [...questions(assets), ...pages(assets)])
    console.log(line(name, await timesOf(() => transaction(pool, work), runs), floor, target))
  const blast = await timesOf(() => recountBlastRadius(pool), FEW_RUNS)
  console.log(line('blast radius of all', blast, floor))
}

/** Three steps each: from a named thing, from a common one, and from a whole kind of things. */
function questions(assets: number): Measure[] {
  const any = () => Math.floor(Math.random() * assets)
  const texts: [string, () => string, number?][] = [
    [
      'from a named asset',
      () => `deployable[asset == "asset ${any()}"] -> endpoint[!authenticated] -> model["pii" in data]`,
    ],
    [
      'from a rare third party',
      () =>
        `third-party[name == "vendor ${2000 + (any() % 3000)}"] <-[calls]- deployable -> endpoint[!authenticated]`,
    ],
    [
      'from the commonest third party',
      () => 'third-party[name == "vendor 0"] <-[calls]- deployable -> endpoint[!authenticated]',
    ],
    ['what reaches an image', () => `image[name == "image ${any()}"] <- workload <- ingress`],
    ['from everyone’s image', () => 'image[name == "base"] <-[uses]- image <- workload'],
    [
      'from an application',
      () =>
        `deployable[application == "application ${Math.floor(any() / 10)}"] -> endpoint -> model["pii" in data]`,
    ],
    ['from the internet', () => 'internet -> endpoint[!authenticated] -> model["pii" in data]'],
    [
      'from the internet to what is exploited',
      () => 'internet -> workload[knownExploited] -> model["pii" in data]',
      FEW_RUNS,
    ],
    ['from all endpoints', () => 'endpoint[!authenticated] -> model["pii" in data] <- deployable'],
  ]
  return texts.map(([name, text, runs = RUNS]) => ({
    name: `question ${name}`,
    target: 500,
    runs,
    work: (tx) => ask(tx, localActor, text()),
  }))
}

function pages(assets: number): Measure[] {
  const any = () => Math.floor(Math.random() * assets)
  const detail = async (tx: Tx, id: string, asset: number) => {
    const { rows } = await tx.query<{ asset: string; node: string }>(
      `select ${idOf('-1', String(asset))} as asset, ${id} as node`,
    )
    await nodeDetail(tx, localActor, rows[0]?.asset ?? '', rows[0]?.node ?? '')
  }
  const open = { kind: ['endpoint' as const], authenticated: false }
  return [
    {
      name: 'neighbourhood of an endpoint',
      target: 100,
      work: (tx) => {
        const asset = any()
        return detail(tx, idOf('30', String(asset)), asset)
      },
    },
    {
      name: 'neighbourhood of a deployable',
      target: 100,
      work: (tx) => {
        const asset = any()
        return detail(tx, idOf('2', String(asset)), asset)
      },
    },
    {
      name: 'neighbourhood of everyone’s image',
      target: 100,
      work: (tx) => detail(tx, "md5('base image')::uuid", any()),
    },
    {
      name: 'neighbourhood of the internet',
      target: 100,
      work: (tx) => detail(tx, "md5('internet')::uuid", 0),
    },
    {
      name: 'map of an application',
      work: (tx) => estateMap(tx, localActor, { application: [`application ${Math.floor(any() / 10)}`] }),
    },
    {
      name: 'endpoints, first page',
      target: 500,
      runs: FEW_RUNS,
      work: (tx) => listNodes(tx, localActor, { limit: 100, kind: ['endpoint'] }),
    },
    {
      name: 'open endpoints, first page',
      target: 500,
      runs: FEW_RUNS,
      work: (tx) => listNodes(tx, localActor, { limit: 100, ...open }),
    },
    {
      name: 'endpoints of an application',
      target: 500,
      work: (tx) =>
        listNodes(tx, localActor, {
          limit: 100,
          kind: ['endpoint'],
          application: [`application ${Math.floor(any() / 10)}`],
        }),
    },
    {
      name: 'endpoints by text',
      target: 500,
      runs: FEW_RUNS,
      work: (tx) => listNodes(tx, localActor, { limit: 100, kind: ['endpoint'], q: `part/${any() % 600}` }),
    },
    {
      name: 'facets of open endpoints',
      target: 1000,
      runs: FEW_RUNS,
      work: (tx) => countNodes(tx, localActor, open),
    },
    {
      name: 'traffic of an application',
      work: (tx) =>
        traffic(tx, localActor, { application: [`application ${Math.floor(any() / 10)}`], limit: 100 }),
    },
    { name: 'coverage of all', runs: FEW_RUNS, work: (tx) => coverage(tx, localActor, { staleDays: 30 }) },
    {
      name: 'exposure of an asset, followed anew',
      work: async (tx) => {
        const { rows } = await tx.query<{ id: string }>(`select ${idOf('-1', String(any()))} as id`)
        await deriveReach(tx, rows[0]?.id ?? '')
      },
    },
  ]
}

async function timesOf(work: () => Promise<unknown>, runs: number): Promise<number[]> {
  const times: number[] = []
  for (let run = 0; run < runs; run++) {
    const start = performance.now()
    await work()
    times.push(performance.now() - start)
  }
  return times
}
