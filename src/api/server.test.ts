import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../test/app.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

test('asks who is there before it answers', async () => {
  const answer = await it.app.inject('/api/v1/formats')
  expect(answer.statusCode).toBe(401)
  expect(answer.headers['content-type']).toContain('application/problem+json')
  expect(answer.json()).toMatchObject({ status: 401, code: 'unauthenticated' })
})

test('knows the token of its own machine', async () => {
  const answer = await it.app.inject({ url: '/api/v1/me', headers: local })
  expect(answer.statusCode).toBe(200)
  expect(answer.json()).toMatchObject({ id: 'local', role: 'administrator', email: null })
})
