import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { readConfig } from '../platform/config.ts'
import type { Api } from './api.ts'
import { buildApp } from './server.ts'

let database: TestDatabase
let app: Api
beforeAll(async () => {
  database = await testDatabase()
  app = await buildApp({
    config: readConfig({}),
    pool: database.pool,
    log: pino({ level: 'silent' }),
    localToken: 'x'.repeat(43),
  })
})
afterAll(async () => {
  await app.close()
  await database.drop()
})

test('asks who is there before it answers', async () => {
  const answer = await app.inject('/api/v1/formats')
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('knows the token of its own machine', async () => {
  const answer = await app.inject({
    url: '/api/v1/formats',
    headers: { authorization: `Bearer ${'x'.repeat(43)}` },
  })
  expect(answer.statusCode).toBe(200)
})
