import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { localActor } from '../src/access/actor.ts'
import { hashPassword } from '../src/access/password.ts'
import { addPerson, type Person } from '../src/access/people.ts'
import { createToken } from '../src/access/tokens.ts'
import type { Api, ServerDeps } from '../src/api/api.ts'
import { buildApp } from '../src/api/server.ts'
import type { Role } from '../src/model/role.ts'
import { folderBlobs } from '../src/platform/blobs.ts'
import { readConfig } from '../src/platform/config.ts'
import { transaction } from '../src/platform/database.ts'
import { newId } from '../src/platform/ids.ts'
import { deriveKeys } from '../src/platform/keys.ts'
import { openLog } from '../src/platform/log.ts'
import { openMetrics } from '../src/platform/metrics.ts'
import { listen } from '../src/platform/notify.ts'
import { type TestDatabase, testDatabase } from './database.ts'

export const LOCAL_TOKEN = 'a-token-of-this-machine-for-tests-only-0123'
/** Headers of somebody at the machine itself: administrator. */
export const local = { authorization: `Bearer ${LOCAL_TOKEN}` }
export const PASSWORD = 'correct horse battery'

/** Made once: it is slow on purpose. */
const passwordHash = await hashPassword(PASSWORD)

export interface Somebody {
  person: Person
  /** With a token of their own role. */
  headers: { authorization: string }
}

export interface TestApp extends AsyncDisposable {
  app: Api
  pool: TestDatabase['pool']
  database: TestDatabase
  deps: ServerDeps
  /** A new person of a role, who may sign in with PASSWORD. */
  somebody(role: Role, teams?: string[]): Promise<Somebody>
  close(): Promise<void>
}

/** The real server on a database of its own, without a port: use `app.inject`. `env` as in config.ts. */
export async function testApp(env: Record<string, string> = {}): Promise<TestApp> {
  const database = await testDatabase()
  const { pool } = database
  const folder = await mkdtemp(join(tmpdir(), 'stance-test-'))
  const keys = deriveKeys('a secret for tests only, of 32 characters')
  const config = readConfig({ STANCE_DATA: folder, STANCE_LOG_LEVEL: 'silent', ...env })
  const listener = await listen(database.url)
  const deps: ServerDeps = {
    config,
    pool,
    keys,
    listener,
    blobs: folderBlobs(join(folder, 'blobs'), keys.blobs),
    log: openLog(config, 'test'),
    metrics: openMetrics(pool),
    localToken: LOCAL_TOKEN,
  }
  const app = await buildApp(deps)
  const close = async () => {
    await app.close()
    await listener.close()
    await database.drop()
    await rm(folder, { recursive: true, force: true })
  }
  return { app, pool, database, deps, close, [Symbol.asyncDispose]: close, somebody }

  function somebody(role: Role, teams: string[] = []): Promise<Somebody> {
    return transaction(pool, async (tx) => {
      const email = `${role}-${newId()}@example.com`
      const person = await addPerson(tx, localActor, {
        name: `Test ${role}`,
        email,
        role,
        teams,
        passwordHash,
      })
      const actor = { id: person.id, name: person.name, role, teams, kind: 'user' as const }
      const { secret } = await createToken(tx, actor, { name: 'test', role, days: 1 })
      return { person, headers: { authorization: `Bearer ${secret}` } }
    })
  }
}
