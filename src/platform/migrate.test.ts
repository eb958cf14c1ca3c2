import { expect, test } from 'vitest'
import { emptyDatabase, testDatabase } from '../../test/database.ts'
import { migrate } from './migrate.ts'

test('several processes may migrate one empty database at once', async () => {
  await using database = await emptyDatabase()
  const applied = await Promise.all([migrate(database.pool), migrate(database.pool), migrate(database.pool)])
  expect(applied.flat().sort()).toEqual([...new Set(applied.flat())].sort())
  expect(applied.flat()).toContain('0001-foundation.sql')
  expect(await migrate(database.pool)).toEqual([])
})

test('a migration that is interrupted leaves nothing, and the next start finishes it', async () => {
  await using database = await emptyDatabase()
  const { pool } = database
  // Stops the migration in its middle, where a killed process or server would leave it.
  await pool.query(`
    create function pg_temp_stop() returns event_trigger language plpgsql as $$ begin
      if exists (select from pg_event_trigger_ddl_commands() where object_identity = 'public.finding') then
        perform pg_terminate_backend(pg_backend_pid());
      end if;
    end $$;
    create event trigger stop on ddl_command_end when tag in ('CREATE TABLE') execute function pg_temp_stop()`)
  await expect(migrate(pool)).rejects.toThrow(/terminating connection/)
  const { rows } = await pool.query(
    "select to_regclass('team') as first_table, (select array_agg(name) from migration) as applied",
  )
  expect(rows[0]).toEqual({ first_table: null, applied: ['0000-instance.sql'] })
  await pool.query('drop event trigger stop')
  expect(await migrate(pool)).toContain('0001-foundation.sql')
})

test('a database of a newer version is refused by name', async () => {
  await using database = await testDatabase()
  await database.pool.query(
    "insert into migration (name, content) values ('9999-later.sql', gen_random_uuid())",
  )
  await expect(migrate(database.pool)).rejects.toThrow('9999-later.sql')
})
