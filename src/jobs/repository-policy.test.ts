import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../test/ingest.ts'
import { type IntelWorld, intelWorld } from '../../test/intel-world.ts'
import { discoverTexts } from '../discovery/test-discover.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
  const shop = await testAsset(world.pool, 'shop')
  await ingest(world.pool, { asset: shop, items: [codeObservation({ severity: 'high' })] })
})
afterAll(() => world.close())

const get = async (url: string) => (await world.app.inject({ url: `/api/v1${url}`, headers: local })).json()

/** Hands in what a discovery of the default branch finds. */
async function discovered(policy: string | undefined): Promise<void> {
  const found = discoverTexts({ 'README.md': 'shop', ...(policy && { '.stance/policy.yaml': policy }) })
  const { statusCode } = await world.app.inject({
    method: 'POST',
    url: '/api/v1/reports?asset=shop&kind=repository',
    headers: { ...local, 'content-type': 'application/json' },
    payload: JSON.stringify({ stanceDiscovery: 1, at: new Date().toISOString(), ...found }),
  })
  expect(statusCode).toBeLessThan(300)
  await world.workOff()
}
const effects = async () => {
  const [finding] = (await get('/findings?asset=shop')).items
  return Object.fromEntries(
    (await get(`/findings/${finding.id}/policies`)).map(
      ({ effect, value }: { effect: string; value: string }) => [effect, value],
    ),
  )
}
const own = async () =>
  (await get('/policies')).filter(({ source }: { source: string }) => source === 'repository')
const text = (then: string) =>
  `policy: own\nversion: 1\nrules: [{ id: r, for: { kind: code }, then: ${then} }]\n`

test('a repository’s own policy is taken from its discovery, and only makes things stricter until it is trusted', async () => {
  await discovered(text('{ sla: 5, tag: own }'))
  expect(await own()).toMatchObject([
    { name: 'own', bounded: true, enabled: true, scope: { kind: 'asset', name: 'shop' }, error: null },
  ])
  expect(await effects()).toEqual({ sla: '5 days from first seen', tag: 'own' })

  await discovered(text('{ sla: 300, rank: -20 }'))
  expect(await effects()).toEqual({ sla: '30 days from first seen' })
  const [{ id }] = await own()
  const patch = (headers: { authorization: string }) =>
    world.app.inject({ method: 'PATCH', url: `/api/v1/policies/${id}`, headers, payload: { trusted: true } })
  expect((await patch((await world.somebody('security')).headers)).json()).toMatchObject({
    code: 'needs_administrator',
  })
  expect((await patch(local)).json()).toMatchObject({ bounded: false })
  await world.workOff()
  expect(await effects()).toEqual({ sla: '300 days from first seen', rank: '-20 points' })
})

test('one that is broken counts for nothing and says why; one that is gone is gone', async () => {
  await discovered('policy: own\nversion: 1\nrules: [{ id: r }]\n')
  expect(await own()).toMatchObject([{ error: expect.stringContaining('line 3') }])
  expect(await effects()).toEqual({ sla: '30 days from first seen' })
  await discovered(undefined)
  expect(await own()).toEqual([])
})
