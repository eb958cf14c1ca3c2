import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { testAsset } from '../../../test/ingest.ts'
import { type Tx, transaction } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { type Block, type Dictionaries, idOf, newDictionaries, placeOf } from './block.ts'
import { readBlocks, readChanges } from './read-blocks.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})
afterAll(() => db.drop())

const insert = (tx: Tx, asset: string, ids: string[]) =>
  tx.query(
    `insert into finding (asset_id, id, posture, present, kind, severity, score, title, rule, place, tools, first_seen, changed_at)
     select $1, id, n % 5 > 0, true, 'code', n % 6, n * 7 % 1000, 'Title ' || n % 7, 'rule-' || n % 3, 'SRC/é' || n || '.ts', '{a,b}',
            timestamptz '2024-02-29 12:00:00.123Z' + n * interval '1 hour', now()
     from unnest($2::uuid[]) with ordinality as f (id, n)`,
    [asset, ids],
  )

/** What people and imports do to some rows of an asset. */
const CHANGES: Record<string, (tx: Tx, asset: string, ids: string[]) => Promise<unknown>> = {
  assign: (tx, asset, ids) =>
    tx.query("update finding set assignee = 'x', score = 5 where asset_id = $1 and id = any($2)", [
      asset,
      ids,
    ]),
  move: (tx, asset, ids) =>
    tx.query(
      "update finding set place = place || ' moved', title = title || '!' where asset_id = $1 and id = any($2)",
      [asset, ids],
    ),
  merge: (tx, asset, ids) =>
    tx.query('update finding set merged_into = id where asset_id = $1 and id = any($2)', [asset, ids]),
  show: (tx, asset, ids) =>
    tx.query('update finding set posture = not posture where asset_id = $1 and id = any($2)', [asset, ids]),
  add: (tx, asset, ids) => insert(tx, asset, ids.map(newId)),
  nothing: (tx) => tx.query('select pg_current_xact_id()'),
}

const rowsOf = (block: Block | undefined, { cells, weaknesses, assignees }: Dictionaries) =>
  Array.from({ length: block?.size ?? 0 }, (_, row) => {
    const b = block as Block
    return {
      id: idOf(b, row),
      score: b.scores[row],
      firstSeen: b.firstSeen[row],
      changed: b.changed[row],
      cell: cells.items[b.cells[row] as number],
      assignee: assignees.items[b.assignees[row] as number],
      weakness: weaknesses.items[b.weaknesses[row] as number],
      place: placeOf(b, row),
    }
  })

it('brings a block to what reading it whole would give', async () => {
  const step = fc.tuple(
    fc.constantFrom(...Object.keys(CHANGES)),
    fc.uniqueArray(fc.nat(39), { maxLength: 6 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { maxLength: 3 }),
      step,
      fc.array(step, { maxLength: 3 }),
      async (before, during, after) => {
        const asset = await testAsset(db.pool)
        const ids = Array.from({ length: 40 }, newId)
        const known = newDictionaries()
        const apply = async (tx: Tx, [change, rows]: [string, number[]]) =>
          CHANGES[change]?.(
            tx,
            asset,
            rows.map((row) => ids[row] as string),
          )
        await transaction(db.pool, (tx) => insert(tx, asset, ids))
        for (const one of before) await transaction(db.pool, (tx) => apply(tx, one))
        // One transaction is open while the block is read, and commits later.
        const { block, since } = await transaction(db.pool, async (open) => {
          await apply(open, during)
          return transaction(db.pool, async (tx) => {
            const { rows } = await tx.query<{ since: string }>(
              'select pg_snapshot_xmin(pg_current_snapshot())::text as since',
            )
            const blocks = await readBlocks(tx, [asset], known)
            return { block: blocks.get(asset) as Block, since: BigInt(rows[0]?.since as string) }
          })
        })
        for (const one of after) await transaction(db.pool, (tx) => apply(tx, one))
        await transaction(db.pool, async (tx) => {
          const changed = await readChanges(tx, asset, { block, since }, known)
          const whole = (await readBlocks(tx, [asset], known)).get(asset)
          expect(changed).toBeDefined()
          expect(rowsOf(changed, known)).toEqual(rowsOf(whole, known))
          const { rows } = await tx.query<{ id: string; place: string }>(
            'select id, lower(place) as place from finding where asset_id = $1 and posture and merged_into is null order by id',
            [asset],
          )
          expect(rowsOf(changed, known).map(({ id, place }) => ({ id, place }))).toEqual(rows)
        })
      },
    ),
    { numRuns: 60 },
  )
})

it('asks to be read whole when rows went that it cannot tell', async () => {
  const asset = await testAsset(db.pool)
  const known = newDictionaries()
  const ids = Array.from({ length: 10 }, newId)
  await transaction(db.pool, (tx) => insert(tx, asset, ids))
  await transaction(db.pool, async (tx) => {
    const block = (await readBlocks(tx, [asset], known)).get(asset) as Block
    await tx.query('delete from finding where asset_id = $1 and id = $2', [asset, ids[2]])
    expect(await readChanges(tx, asset, { block, since: 2n ** 31n }, known)).toBeUndefined()
  })
})
