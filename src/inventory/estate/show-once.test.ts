import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingest, testAsset } from '../../../test/ingest.ts'
import type { EstateNode } from '../../model/estate.ts'

let it: TestApp
beforeAll(async () => {
  it = await testApp()
})
afterAll(() => it.close())

const image = (place: string): EstateNode & { type: 'node' } => ({
  type: 'node',
  kind: 'image',
  name: 'registry.example/shop:1',
  place,
})
const listed = async () => {
  const url = '/api/v1/estate/nodes?kind=image&asset=shop'
  const { items, total } = (await it.app.inject({ url, headers: local })).json()
  return { places: items.map(({ place }: { place: string | null }) => place), total }
}

test('a thing that several scopes see is listed once, as long as one of them sees it', async () => {
  const asset = await testAsset(it.pool, 'shop')
  const see = (target: string, ...items: (EstateNode & { type: 'node' })[]) =>
    ingest(it.pool, { asset, tool: 'discovery', target, items })
  await see('first', image('Dockerfile'))
  await see('second', image('deploy.yaml'))
  expect(await listed()).toEqual({ places: ['Dockerfile'], total: 1 })
  await see('first')
  expect(await listed()).toEqual({ places: ['deploy.yaml'], total: 1 })
  await see('first', image('Dockerfile'))
  expect(await listed()).toEqual({ places: ['Dockerfile'], total: 1 })
  await see('first')
  await see('second')
  expect(await listed()).toEqual({ places: [], total: 0 })
})
