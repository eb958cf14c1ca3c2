import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../test/app.ts'
import { discoverRepository } from './discover-repository.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const post = (payload: object, headers = local) =>
  it.app.inject({ method: 'POST', url: '/api/v1/discoveries', headers, payload })
const get = async (url: string) => (await it.app.inject({ url: `/api/v1${url}`, headers: local })).json()

test('a repository inside the network is not fetched, and the job says why', async () => {
  const asked = await post({ url: 'http://127.0.0.1:9/acme/shop.git', ref: 'main' })
  expect(asked.statusCode).toBe(202)
  const { id, asset, status } = asked.json()
  expect({ name: asset.name, status }).toEqual({ name: 'acme/shop', status: 'queued' })
  await discoverRepository(it.deps, { asset: asset.id, discovery: id })
  expect(await get(`/discoveries/${id}`)).toMatchObject({
    status: 'failed',
    report: null,
    error: expect.stringContaining('STANCE_PRIVATE_HOSTS'),
  })
  // What is done is not done again.
  await discoverRepository(it.deps, { asset: asset.id, discovery: id })
  expect((await get('/discoveries')).items).toMatchObject([{ id, status: 'failed', ref: 'main' }])
})

test('an address with credentials is refused before it is kept', async () => {
  const refused = await post({ url: 'https://me:secret@git.example/acme/shop' })
  expect(refused.json()).toMatchObject({ status: 400, code: 'credentials_refused' })
  expect((await get('/discoveries')).total).toBe(1)
  expect((await post({ url: 'file:///etc' })).statusCode).toBe(400)
})

test('those who may not see an asset neither discover it nor see that somebody did', async () => {
  const { headers } = await it.somebody('developer')
  expect((await post({ url: 'https://git.example/acme/shop' }, headers)).statusCode).toBe(404)
  const response = await it.app.inject({ url: '/api/v1/discoveries', headers })
  expect(response.json()).toMatchObject({ items: [], total: 0 })
})
