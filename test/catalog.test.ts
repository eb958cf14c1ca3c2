import { expect, test } from 'vitest'
import { testDatabase } from './database.ts'

// The rules that let PostgreSQL spread the tables over a cluster (docs/architecture.md), read from its own catalog.
test('every table says how it is spread, and what an asset owns has asset_id in every key', async () => {
  await using db = await testDatabase()
  const { rows } = await db.pool.query<{ name: string; comment: string | null; keys: string[][] }>(
    `select c.relname as name, obj_description(c.oid) as comment,
            coalesce((select jsonb_agg((select jsonb_agg(a.attname) from pg_attribute a
                                        where a.attrelid = c.oid and a.attnum = any(i.indkey)))
                      from pg_index i where i.indrelid = c.oid and i.indisunique), '[]') as keys
     from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace`,
  )
  expect(rows.length).toBeGreaterThan(20)
  const wrong = rows.filter(
    ({ comment, keys }) =>
      comment !== 'reference' &&
      !(
        comment === 'distributed by asset_id' &&
        keys.length > 0 &&
        keys.every((key) => key.includes('asset_id'))
      ),
  )
  expect(wrong).toEqual([])
})
