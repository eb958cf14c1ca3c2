import { afterAll, beforeAll, expect, it } from 'vitest'
import { local, type Somebody, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import type { Item } from '../../formats/contract.ts'

let t: TestApp
let jo: Somebody
let kim: Somebody
let team = ''
beforeAll(async () => {
  t = await testApp()
  jo = await t.somebody('developer')
  kim = await t.somebody('security')
  team = (await call('POST', '/teams', { name: 'Payments' })).body.id
})
afterAll(() => t.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT'
const call = async (method: Method, url: string, payload?: object, headers = local) => {
  const response = await t.app.inject({ method, url: `/api/v1${url}`, headers, payload })
  return { status: response.statusCode, body: response.body ? response.json() : null }
}
const owner = (path: string, name: string, source = 'codeowners'): Item => ({
  type: 'owner',
  path,
  owner: name,
  source,
})
const discovered = (asset: string, items: Item[]) =>
  ingest(t.pool, { asset, tool: 'Stance discovery', items })
interface Row {
  id: string
  location: string
  owner: { handle: string; source: string } | null
  assignee: { id: string } | null
}
const list = async (query: string): Promise<Row[]> =>
  (await call('GET', `/findings?sort=location&${query}`)).body.items
const owners = async (asset: string) =>
  (await list(`asset=${asset}`)).map(({ location, owner }) => [
    location,
    owner?.handle ?? null,
    owner?.source ?? null,
  ])

it('the last rule of CODEOWNERS that matches, else the catalogue, the team, the last author', async () => {
  const asset = await testAsset(t.pool)
  const items = ['api/pay.ts', 'api/gen/x.ts', 'lib/a.ts', 'web/b.ts'].map((path) => code({ path }))
  await ingest(t.pool, { asset, items })
  expect((await owners(asset)).map(([, handle]) => handle)).toEqual([null, null, null, null])
  await discovered(asset, [
    owner('/api/', '@acme/payments'),
    owner('/api/gen', ''),
    owner('lib', 'group:default/core', 'catalog-info'),
    owner('.', 'Jo Doe <jo@example.org>', 'history'),
  ])
  expect(await owners(asset)).toEqual([
    ['api/gen/x.ts:10', 'Jo Doe <jo@example.org>', 'history'],
    ['api/pay.ts:10', '@acme/payments', 'codeowners'],
    ['lib/a.ts:10', 'group:default/core', 'catalog-info'],
    ['web/b.ts:10', 'Jo Doe <jo@example.org>', 'history'],
  ])
  // A new finding finds its owner as it comes in, and one whose file has another rule now changes hands.
  await ingest(t.pool, { asset, tool: 'bandit', items: [code({ path: 'api/new.ts', rule: 'B1' })] })
  await discovered(asset, [
    owner('/api/', '@acme/payments'),
    owner('/api/pay.ts', '@jo'),
    owner('.', 'Al', 'history'),
  ])
  expect((await owners(asset)).map(([, handle]) => handle)).toEqual([
    '@acme/payments',
    '@acme/payments',
    '@jo',
    'Al',
    'Al',
  ])
  // The team of the application stands before who changed it last.
  const { body: application } = await call('POST', '/applications', { name: 'shop', teamId: team })
  await call('PATCH', `/assets/${asset}`, { applicationId: application.id })
  const { rankAssets } = await import('../../jobs/rank-assets.ts')
  await rankAssets(t.pool, { assets: [asset] })
  expect((await owners(asset)).at(-1)).toEqual(['web/b.ts:10', `team:${team}`, 'team'])
  const [first] = (await list(`asset=${asset}&owner=@acme/payments`)) as [Row]
  const { body } = await call('GET', `/findings/${first.id}/owners`)
  expect(body).toMatchObject([
    {
      handle: '@acme/payments',
      is: { type: 'team', name: 'Payments' },
      source: 'codeowners',
      why: 'CODEOWNERS: /api/ @acme/payments',
    },
    { is: { name: 'Payments' }, source: 'team' },
    { handle: 'Al', is: null, source: 'history' },
  ])
  const { body: facets } = await call('GET', `/findings/facets?asset=${asset}&owner=@jo`)
  expect(facets.owner).toEqual([
    { value: '@acme/payments', label: '@acme/payments', count: 2 },
    { value: `team:${team}`, label: 'Payments', count: 2 },
    { value: '@jo', label: '@jo', count: 1 },
  ])
})

it('names are mapped to people by an address or by somebody’s word', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: [code()] })
  await discovered(asset, [owner('*', '@Stranger'), owner('src/', jo.person.email)])
  const before = await call('GET', '/owners?q=stranger')
  expect(before.body).toMatchObject({
    total: 1,
    items: [{ handle: '@Stranger', is: null, assets: 1, findings: 0 }],
  })
  expect((await call('GET', `/owners?q=${jo.person.email}`)).body.items).toMatchObject([
    { is: { type: 'person', id: jo.person.id }, said: false, findings: 1 },
  ])
  expect(
    await call('PUT', '/owners/mapping', { handle: '@stranger', is: { type: 'team', id: team } }),
  ).toMatchObject({
    status: 204,
  })
  expect((await call('GET', '/owners?q=stranger')).body.items).toMatchObject([
    { is: { name: 'Payments' }, said: true },
  ])
  const nobody = { handle: '@x', is: { type: 'person', id: team } }
  expect(await call('PUT', '/owners/mapping', nobody)).toMatchObject({
    status: 400,
    body: { code: 'unknown_owner' },
  })
  expect((await call('PUT', '/owners/mapping', nobody, jo.headers)).status).toBe(403)
})

it('what one person has goes to another, with a note in each history', async () => {
  const asset = await testAsset(t.pool)
  await ingest(t.pool, { asset, items: [code(), code({ path: 'src/b.ts' })] })
  const [a, b] = (await list(`asset=${asset}`)) as [Row, Row]
  await call('PATCH', '/findings', { ids: [a.id, b.id], assignee: jo.person.id })
  const wish = { from: jo.person.id, to: kim.person.id, filter: { asset: [asset] }, note: 'Jo is on leave' }
  expect(await call('POST', '/owners/hand-over', wish)).toEqual({ status: 200, body: { changed: 2 } })
  expect((await list(`asset=${asset}`)).map(({ assignee }) => assignee?.id)).toEqual([
    kim.person.id,
    kim.person.id,
  ])
  const { body } = await call('GET', `/findings/${a.id}`)
  expect(body.history.at(-1)).toMatchObject({ type: 'assigned', data: { note: 'Jo is on leave' } })
  expect(await call('POST', '/owners/hand-over', { ...wish, to: jo.person.id })).toMatchObject({
    status: 400,
    body: { code: 'bad_hand_over' },
  })
})

it('a policy gives findings to their owner, follows CODEOWNERS, and leaves a person’s word', async () => {
  const text = `policy: to-owners\nversion: 1\nrules:\n  - id: owned\n    for: { rule: owned }\n    then: { assign: owner }\n    why: Theirs\n`
  expect((await call('POST', '/policies', { text })).status).toBe(201)
  const asset = await testAsset(t.pool)
  await discovered(asset, [owner('*', jo.person.email)])
  await ingest(t.pool, { asset, items: [code({ rule: 'owned' }), code({ rule: 'owned', path: 'src/b.ts' })] })
  const assignees = async () => (await list(`asset=${asset}`)).map(({ assignee }) => assignee?.id ?? null)
  expect(await assignees()).toEqual([jo.person.id, jo.person.id])
  const [first] = (await list(`asset=${asset}`)) as [Row]
  await call('PATCH', '/findings', { ids: [first.id], assignee: null })
  await call('PATCH', '/findings', { ids: [first.id], assignee: jo.person.id })
  await discovered(asset, [owner('*', kim.person.email)])
  expect(await assignees()).toEqual([jo.person.id, kim.person.id])
})
