import { fork } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { type EmbeddedDatabase, openEmbedded } from './index.ts'
import { canEnter, chooseRunAs } from './run-as.ts'

const HOLDER = join(import.meta.dirname, '../../../test/holds-database.ts')
const settings = { shared_buffers: '32MB', fsync: 'off' }

// One cluster for all: each test leaves it stopped.
let data: string
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'stance-data-'))
  await chmod(data, 0o755)
})
afterAll(() => rm(data, { recursive: true }))

const serverPid = async ({ cluster }: EmbeddedDatabase): Promise<number> =>
  Number((await readFile(join(cluster.folder, 'postmaster.pid'), 'utf8')).split('\n')[0])
// A process number says nothing where nobody collects dead orphans, as in many containers.
const answers = (url: string): Promise<boolean> =>
  ask(url, 'select true').then(
    () => true,
    () => false,
  )
async function ask(url: string, sql: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query({ text: sql, rowMode: 'array' })
  await client.end()
  return rows[0]?.[0]
}

test('the first user starts the server, others share it, the last one stops it', async () => {
  const [one, two] = await Promise.all([openEmbedded(data, { settings }), openEmbedded(data, { settings })])
  expect([one.first, two.first].sort()).toEqual([false, true])
  expect(two.url).toBe(one.url)
  await ask(one.url, 'create table if not exists kept as select 1 as n')
  await one.close()
  expect(await answers(one.url)).toBe(true)
  await two.close()
  expect(await answers(one.url)).toBe(false)
  const again = await openEmbedded(data, { settings })
  expect(await ask(again.url, 'select n from kept')).toBe(1)
  expect(
    await ask(again.url, "select current_setting('server_encoding') || current_setting('listen_addresses')"),
  ).toBe('UTF8127.0.0.1')
  await again.close()
})

test('a data folder that somebody uses is refused to one who wants it alone', async () => {
  const one = await openEmbedded(data, { settings, alone: true })
  await expect(openEmbedded(data, { settings, alone: true })).rejects.toMatchObject({ code: 'data_in_use' })
  await one.close()
})

test('the server of a killed process is taken over', async () => {
  const owner = fork(HOLDER, [data])
  const [url] = (await once(owner, 'message')) as [string]
  owner.kill('SIGKILL')
  await once(owner, 'exit')
  const heir = await openEmbedded(data, { settings, alone: true })
  expect(heir.url).toBe(url)
  expect(heir.first).toBe(true)
  await heir.close()
  expect(await answers(url)).toBe(false)
})

test('a server that is killed comes back on its port, with what was committed', async () => {
  const database = await openEmbedded(data, { settings })
  await ask(database.url, 'create table if not exists kept as select 1 as n')
  process.kill(await serverPid(database), 'SIGKILL')
  let answer: unknown
  for (let i = 0; i < 100 && answer !== 1; i++) {
    await sleep(100)
    answer = await ask(database.url, 'select n from kept').catch(() => undefined)
  }
  expect(answer).toBe(1)
  await database.close()
})

test('a process that got the number of a dead server is not taken for it', async () => {
  const one = await openEmbedded(data, { settings })
  const { folder } = one.cluster
  const lines = (await readFile(join(folder, 'postmaster.pid'), 'utf8')).split('\n')
  await one.close()
  await writeFile(join(folder, 'postmaster.pid'), [process.pid, ...lines.slice(1)].join('\n'))
  const two = await openEmbedded(data, { settings })
  expect(await serverPid(two)).not.toBe(process.pid)
  expect(await ask(two.url, 'select 1')).toBe(1)
  await two.close()
})

test('a changed password file is told as what it is', async () => {
  const one = await openEmbedded(data, { settings })
  const file = join(data, 'postgres.password')
  const password = await readFile(file, 'utf8')
  await writeFile(file, 'x'.repeat(40))
  await expect(openEmbedded(data, { settings })).rejects.toMatchObject({ code: 'database_password' })
  await writeFile(file, password)
  await one.close()
})

test.runIf(process.getuid?.() === 0)(
  'as root, a folder that the server’s user cannot enter gets its cluster elsewhere',
  async () => {
    const locked = await mkdtemp(join(tmpdir(), 'stance-locked-'))
    onTestFinished(() => rm(locked, { recursive: true }))
    const one = await openEmbedded(locked, { settings })
    expect(dirname(one.cluster.folder)).toBe('/var/lib/stance')
    expect(await canEnter(locked, await chooseRunAs(one.cluster.folder))).toBe(false)
    await ask(one.url, 'create table if not exists kept as select 1 as n')
    await one.close()
    await expect(access(join(locked, 'postgres'))).rejects.toThrow()
    const two = await openEmbedded(locked, { settings })
    expect(await ask(two.url, 'select n from kept')).toBe(1)
    await two.close()
    await rm(one.cluster.folder, { recursive: true })
  },
)
