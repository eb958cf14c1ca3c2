/**
 * First import, re-import of the same, and re-import with 1 % new, 1 % gone and 5 % moved of a SARIF report, through the job that a
 * worker runs, against the floor of the same work: JSON.parse of the same file plus COPY of the same rows into a bare table. The worker has
 * read a tenth as much before, as that of a running installation has; what it took for that, loading and compiling everything, stands first.
 * `npm run bench -- ingest [results]`, 200,000 by default (74 MB).
 */

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFile, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { identify } from '../src/findings/identity.ts'
import { STAGED_COLUMNS, stagedRow } from '../src/findings/ingest/staged-row.ts'
import { readReport } from '../src/formats/read.ts'
import { uploadOf } from '../src/formats/unpack/upload.ts'
import { readConfig } from '../src/platform/config.ts'
import { copyInto, type openPool } from '../src/platform/database.ts'
import { newId } from '../src/platform/ids.ts'
import { firstScorer } from '../src/risk/first-score.ts'
import { NO_CONTEXT } from '../src/risk/score/input.ts'
import { SHIPPED } from '../src/risk/score/score.ts'
import { benchDatabase } from './bench-database.ts'
import type { Imported } from './ingest-worker.ts'
import { writeSarif } from './make-sarif.ts'

const NOBODY = { context: NO_CONTEXT, model: SHIPPED }

export async function ingestBench([count = '200000']: string[]): Promise<void> {
  const results = Number(count)
  await using database = await benchDatabase()
  const { pool, folder } = database
  const [before, first, changed] = ['before', 'first', 'changed'].map((name) =>
    join(folder, `${name}.sarif`),
  ) as [string, string, string]
  await writeSarif(before, { results: results / 10 })
  await writeSarif(first, { results })
  await writeSarif(changed, { results, gone: 0.01, added: 0.01, moved: 0.05 })
  const floor = await measureFloor(pool, first)
  // Compiled code is kept as bin/stance keeps it for its workers.
  const compiled = join(import.meta.dirname, '../.cache/compiled')
  const worker = fork(join(import.meta.dirname, 'ingest-worker.ts'), [database.url, folder], {
    env: { ...process.env, NODE_COMPILE_CACHE: compiled },
  })
  const imported = async (asset: string, file: string): Promise<Imported> => {
    worker.send({ asset, file })
    const [done] = (await once(worker, 'message')) as [Imported]
    return done
  }
  const run = async (name: string, file: string, target: number): Promise<void> => {
    const done = await imported('bench', file)
    const ratio = done.ms / floor
    console.log(
      `${name.padEnd(24)} ${seconds(done.ms)}  ${ratio.toFixed(2)} × floor (target ≤ ${target})  ${Math.round((1000 * results) / done.ms).toLocaleString('en')} results/s  peak ${done.rssMb} MB  ${JSON.stringify(done.outcome)}`,
    )
  }
  console.log(
    `${results.toLocaleString('en')} results, ${Math.round((await stat(first)).size / 1e6)} MB; floor ${seconds(floor)}`,
  )
  const cold = await imported('another', before)
  console.log(`a tenth, by a fresh worker ${seconds(cold.ms)}`)
  await run('first import', first, 6)
  // Other bytes that say the same: the same bytes are known by their hash and would not be read at all.
  await appendFile(first, '\n')
  await run('identical re-import', first, 2)
  await run('1 % new, 1 % gone, 5 % moved', changed, 3)
  worker.disconnect()
  await once(worker, 'exit')
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`

async function measureFloor(pool: ReturnType<typeof openPool>, file: string): Promise<number> {
  const text = await readFile(file, 'utf8')
  const parsed = timed(() => JSON.parse(text))
  const rows = await stagedRows(text)
  const tx = await pool.connect()
  await tx.query('create table bare (like staged_observation)')
  const started = performance.now()
  const copy = copyInto(tx, 'bare', STAGED_COLUMNS)
  for (const row of rows) await copy.write(row)
  await copy.end()
  const copied = performance.now() - started
  await tx.query('drop table bare')
  tx.release()
  return parsed + copied
}

function timed(work: () => unknown): number {
  const started = performance.now()
  work()
  return performance.now() - started
}

async function stagedRows(text: string): Promise<ReturnType<typeof stagedRow>[]> {
  const rows = []
  const score = firstScorer(NOBODY)
  const place = { asset: newId(), report: newId(), scope: newId() }
  const options = { limits: readConfig({}).limits, hashSecret: () => '' }
  for await (const item of readReport(uploadOf(text), options)) {
    if (item.type !== 'observation') continue
    const identity = identify('bench', item)
    rows.push(
      stagedRow(
        { ...place, id: newId(), key: identity.base },
        { observation: item, identity, shared: [], noise: [], first: score(item, []) },
      ),
    )
  }
  return rows
}
