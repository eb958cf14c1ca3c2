import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { ingestReport } from '../../jobs/ingest-report.ts'

let it: TestApp

const place = (file: string, line = 1) => ({ file, line })
const shop = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'shop' },
  deployables: [
    {
      name: 'shop-api',
      kind: 'service',
      path: 'api',
      languages: ['typescript'],
      frameworks: ['Express'],
      manifests: ['api/package.json'],
    },
  ],
  endpoints: [
    {
      method: 'GET',
      path: '/users/{id}',
      ...place('api/routes.ts', 3),
      protocol: 'http',
      framework: 'Express',
      authenticated: false,
      data: ['pii'],
      parameters: [],
      sources: ['code'],
    },
    {
      method: 'POST',
      path: '/orders',
      ...place('api/routes.ts', 9),
      protocol: 'http',
      framework: 'Express',
      authenticated: true,
      authentication: 'requireUser',
      data: [],
      parameters: [],
      sources: ['code'],
    },
  ],
  fields: [
    {
      name: 'email',
      model: 'User',
      class: 'pii',
      kind: 'email',
      confidence: 0.95,
      evidence: 'the word email',
      ...place('api/user.ts', 4),
      source: 'typeorm',
    },
  ],
  thirdParties: [{ name: 'Stripe', kind: 'sdk', evidence: 'stripe', ...place('api/pay.ts') }],
  links: [
    {
      from: 'deployable:api',
      kind: 'builds',
      to: 'image:acme/shop',
      evidence: 'api/Dockerfile',
      confidence: 0.9,
    },
    {
      from: 'deployable:api',
      kind: 'exposes',
      to: 'endpoint:GET /users/{id}',
      evidence: 'api/routes.ts:3',
      confidence: 1,
    },
    {
      from: 'deployable:api',
      kind: 'exposes',
      to: 'endpoint:POST /orders',
      evidence: 'api/routes.ts:9',
      confidence: 1,
    },
    {
      from: 'endpoint:GET /users/{id}',
      kind: 'reads',
      to: 'model:User',
      evidence: 'api/routes.ts:3 User',
      confidence: 0.8,
    },
  ],
}
const cluster = {
  stanceDiscovery: 1,
  at: '2026-11-20T08:00:00.000Z',
  where: { name: 'cluster' },
  infrastructure: [
    {
      kind: 'ingress',
      name: 'Ingress/shop/web',
      type: 'Ingress',
      provider: 'kubernetes',
      exposure: 'internet',
      ...place('web.yaml', 2),
    },
    {
      kind: 'workload',
      name: 'Deployment/shop/api',
      type: 'Deployment',
      provider: 'kubernetes',
      ...place('api.yaml', 5),
    },
  ],
  links: [
    {
      from: 'internet:',
      kind: 'exposes',
      to: 'ingress:Ingress/shop/web',
      evidence: 'web.yaml:2',
      confidence: 0.95,
    },
    {
      from: 'ingress:Ingress/shop/web',
      kind: 'exposes',
      to: 'workload:Deployment/shop/api',
      evidence: 'web.yaml:9',
      confidence: 0.95,
    },
    {
      from: 'workload:Deployment/shop/api',
      kind: 'runs',
      to: 'image:acme/shop',
      evidence: 'api.yaml:12',
      confidence: 0.95,
    },
  ],
}

interface Shown {
  id: string
  name: string
  exposure: string | null
  dataClasses: string[]
  leadsTo: string[]
  asset: { id: string; name: string }
}

const get = async (url: string, headers = local) => {
  const response = await it.app.inject({ url: `/api/v1${url}`, headers })
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const ask = async (question: string) => {
  const response = await it.app.inject({
    method: 'POST',
    url: '/api/v1/estate/ask',
    headers: local,
    payload: { question },
  })
  return { status: response.statusCode, ...response.json() }
}
const nodes = async (query: string): Promise<Shown[]> => (await get(`/estate/nodes?${query}`)).items

/** Uploads a report over the API and reads it here and now. */
async function upload(payload: string, query: Record<string, string>): Promise<void> {
  const url = `/api/v1/reports?${new URLSearchParams(query)}`
  const headers = { ...local, 'content-type': 'application/octet-stream' }
  const { id, asset } = (await it.app.inject({ method: 'POST', url, headers, payload })).json()
  await ingestReport(it.deps, { asset: asset.id, report: id })
}
const discover = (document: object, asset: string) => upload(JSON.stringify(document), { asset })

beforeAll(async () => {
  it = await testApp()
  await discover(shop, 'acme/shop')
  await discover(cluster, 'acme/cluster')
})
afterAll(async () => {
  await it.close()
})

test('endpoints are listed with who reaches them, over two repositories and the image between', async () => {
  const [users, orders] = await nodes('kind=endpoint')
  expect(users).toMatchObject({
    name: 'GET /users/{id}',
    exposure: 'internet',
    authenticated: false,
    leadsTo: ['pii'],
  })
  expect(orders).toMatchObject({
    name: 'POST /orders',
    exposure: 'internet',
    authenticated: true,
    leadsTo: [],
  })
  expect(await nodes('kind=endpoint&authenticated=false')).toMatchObject([{ name: 'GET /users/{id}' }])
  expect(await nodes('kind=endpoint&exposure=internal')).toEqual([])
  expect(await nodes('kind=field&data=pii')).toMatchObject([
    { name: 'User.email', attributes: { sort: 'email' } },
  ])
})

test('things are counted by what one can filter by, each facet without its own filter', async () => {
  const counts = await get('/estate/counts?kind=endpoint&authenticated=false')
  expect(counts).toMatchObject({
    total: 1,
    exposure: [{ value: 'internet', label: 'internet', count: 1 }],
    authenticated: [
      { value: 'false', count: 1 },
      { value: 'true', count: 1 },
    ],
    data: [{ value: 'pii', count: 1 }],
    asset: [{ label: 'acme/shop', count: 1 }],
    application: [{ value: 'none', label: 'No application', count: 1 }],
  })
  expect(await nodes('kind=endpoint&data=pii')).toMatchObject([{ name: 'GET /users/{id}' }])
  const { headers } = await it.somebody('developer')
  expect(await get('/estate/counts', headers)).toMatchObject({ total: 0, exposure: [], asset: [] })
})

test('the way to a thing goes on in the asset that shares what is between', async () => {
  const [users] = await nodes('kind=endpoint')
  const { way } = await get(`/estate/nodes/${users?.asset.id}/${users?.id}`)
  expect(way.map(({ kind, title }: { kind: string; title: string | null }) => title ?? kind)).toEqual([
    'internet',
    'ingress',
    'workload',
    'image',
    'shop-api',
  ])
  const [workload] = await nodes('kind=workload')
  expect(way[2]).toMatchObject({ id: workload?.id, asset: workload?.asset.id })
})

test('what discovery finds of an asset counts where nobody said it', async () => {
  const { items } = await get('/assets?q=acme/shop')
  expect(items[0]).toMatchObject({
    exposure: null,
    effective: { exposure: 'internet', dataClasses: ['pii'] },
  })
})

test('one thing is shown with the way to it and the evidence of each link', async () => {
  const [workload] = await nodes('kind=workload')
  const detail = await get(`/estate/nodes/${workload?.asset.id}/${workload?.id}`)
  expect(detail.way.map(({ kind, name }: { kind: string; name: string }) => `${kind}:${name}`)).toEqual([
    'internet:',
    'ingress:Ingress/shop/web',
  ])
  expect(detail.links).toContainEqual(
    expect.objectContaining({
      kind: 'runs',
      direction: 'out',
      evidence: 'api.yaml:12',
      source: 'Stance discovery',
    }),
  )
})

test('a question goes from the internet to the data', async () => {
  const { paths, total } = await ask('internet -> endpoint[!authenticated] -> model["pii" in data]')
  expect(total).toBe(1)
  expect(paths[0].map(({ kind }: { kind: string }) => kind)).toEqual([
    'internet',
    'ingress',
    'workload',
    'image',
    'deployable',
    'endpoint',
    'model',
  ])
  const back = await ask('workload -[runs]-> image <-[builds]- deployable')
  expect(back.paths[0]).toMatchObject([
    { via: null, against: false },
    { via: 'runs', against: false },
    { via: 'builds', against: true },
  ])
  expect((await ask('endpoint[attributes.framework == "Express" && exposure == "internet"]')).total).toBe(2)
  expect((await ask('internet -> data-store')).total).toBe(0)
})

test('a question that can’t be read says where', async () => {
  expect(await ask('internet -> endpint')).toMatchObject({
    status: 400,
    code: 'bad_question',
    detail: expect.stringContaining('endpint'),
  })
  expect(await ask('endpoint[name ==]')).toMatchObject({ status: 400, code: 'bad_question' })
  expect(await ask('endpoint[name]')).toMatchObject({
    status: 400,
    detail: expect.stringContaining('string'),
  })
  expect(await ask('endpoint[constructor]')).toMatchObject({ status: 400 })
  expect(await ask('endpoint[')).toMatchObject({ status: 400, detail: expect.stringContaining('bracket') })
})

test('a person’s word about a link outlives the next discovery', async () => {
  const [workload] = await nodes('kind=workload')
  const [image] = await nodes('kind=image&asset=acme/cluster')
  const word = { asset: workload?.asset.id, from: workload?.id, kind: 'runs', to: image?.id }
  const say = (verdict: string | null) =>
    it.app.inject({
      method: 'PUT',
      url: '/api/v1/estate/links',
      headers: local,
      payload: { ...word, verdict, reason: 'another image' },
    })
  expect((await say('cut')).statusCode).toBe(204)
  expect(await nodes('kind=endpoint&exposure=internet')).toEqual([])
  await discover({ ...cluster, at: '2026-11-21T08:00:00.000Z' }, 'acme/cluster')
  expect(await nodes('kind=endpoint&exposure=internet')).toEqual([])
  expect((await ask('internet -> endpoint')).total).toBe(0)
  expect((await say(null)).statusCode).toBe(204)
  expect(await nodes('kind=endpoint&exposure=internet')).toHaveLength(2)
})

test('a link that a person adds is followed, outlives the next discovery and can be taken back', async () => {
  const [workload] = await nodes('kind=workload')
  const [image] = await nodes('kind=image&asset=acme/cluster')
  const asset = workload?.asset.id
  const say = async (verdict: string | null, to = image?.id) => {
    const payload = { asset, from: workload?.id, kind: 'reads', to, verdict, reason: 'we know' }
    const url = '/api/v1/estate/links'
    return (await it.app.inject({ method: 'PUT', url, headers: local, payload })).statusCode
  }
  const question = 'workload -[reads]-> image'
  expect((await ask(question)).total).toBe(0)
  expect(await say('added', workload?.id)).toBe(400)
  expect(await say('added')).toBe(204)
  await discover({ ...cluster, at: '2026-11-21T09:00:00.000Z' }, 'acme/cluster')
  expect((await ask(question)).total).toBe(1)
  const { links } = await get(`/estate/nodes/${asset}/${workload?.id}`)
  expect(links).toContainEqual(
    expect.objectContaining({
      kind: 'reads',
      source: null,
      word: expect.objectContaining({ verdict: 'added', reason: 'we know' }),
    }),
  )
  expect(await say(null)).toBe(204)
  expect((await ask(question)).total).toBe(0)
})

test('the next discovery replaces what the last one showed, and the changes are told', async () => {
  const [asset] = (await get('/assets?q=acme/shop')).items
  const next = {
    ...shop,
    at: '2026-11-22T08:00:00.000Z',
    endpoints: shop.endpoints.map((one) => ({ ...one, authenticated: false, authentication: undefined })),
    thirdParties: [],
  }
  await discover(next, 'acme/shop')
  expect(await nodes('kind=third-party')).toEqual([])
  expect(await nodes('kind=endpoint&authenticated=false')).toHaveLength(2)
  const { changes } = await get(`/assets/${asset.id}/changes`)
  expect(changes).toMatchObject([
    {
      kind: 'authentication-gone',
      material: true,
      what: 'POST /orders',
      before: 'requireUser',
      place: 'api/routes.ts:9',
    },
    { kind: 'third-party-gone', material: false, what: 'Stripe' },
  ])
})

test('assets with two discoveries are listed with how much changed, the newest first', async () => {
  const { items, total, next } = await get('/estate/changes?limit=1')
  expect({ total, names: items.map((one: Shown) => one.asset.name) }).toEqual({
    total: 2,
    names: ['acme/shop'],
  })
  expect(items[0]).toMatchObject({
    material: 1,
    changes: 2,
    from: { at: shop.at },
    to: { at: '2026-11-22T08:00:00.000Z' },
  })
  const second = await get(`/estate/changes?limit=1&cursor=${next}`)
  expect(second).toMatchObject({
    next: null,
    items: [{ asset: { name: 'acme/cluster' }, material: 0, changes: 0 }],
  })
  expect(await get('/estate/changes?q=nothing')).toMatchObject({ items: [], total: 0 })
  const { headers } = await it.somebody('developer')
  expect(await get('/estate/changes', headers)).toMatchObject({ items: [], total: 0 })
})

test('a discovery of another branch is no part of the estate', async () => {
  const other = {
    ...shop,
    at: '2026-11-23T08:00:00.000Z',
    deployables: [{ name: 'next', kind: 'service', path: 'next' }],
  }
  await upload(JSON.stringify(other), { asset: 'acme/shop', branch: 'next' })
  expect(await nodes('kind=deployable')).toMatchObject([{ name: 'api' }])
})

test('the map of an asset shows its things and the links among them', async () => {
  const { nodes: shown, links, cut } = await get('/estate/map?asset=acme/shop')
  const name = (id: string) => shown.find((one: Shown) => one.id === id)?.name
  expect(cut).toBe(false)
  expect(
    links.map(
      (one: { from: string; kind: string; to: string }) => `${name(one.from)} ${one.kind} ${name(one.to)}`,
    ),
  ).toContain('api builds acme/shop')
  // The way in is another asset's: its cluster runs the image.
  expect(
    shown.filter((one: Shown) => one.asset.name === 'acme/cluster').map((one: Shown) => one.name),
  ).toEqual(expect.arrayContaining(['Ingress/shop/web', 'Deployment/shop/api']))
  expect(shown).toHaveLength(new Set(shown.map(({ id }: Shown) => id)).size)
  expect((await it.app.inject({ url: '/api/v1/estate/map', headers: local })).statusCode).toBe(400)
})

test('coverage tells which tools never looked', async () => {
  await upload('{"results": [], "errors": [], "version": "1.90.0", "paths": {"scanned": []}}', {
    asset: 'acme/shop',
    format: 'semgrep',
    date: new Date().toISOString(),
  })
  const { items, gaps } = await get('/estate/coverage?q=acme/shop')
  expect(items[0].seen).toHaveProperty('sast')
  expect(items[0].gaps).toEqual(['sca', 'secrets', 'iac'])
  expect(gaps.sca).toBe(1)
  const names = async (query: string) =>
    (await get(`/estate/coverage?${query}`)).items.map((one: Shown) => one.asset.name)
  expect(await names('sort=gaps')).toEqual(['acme/cluster', 'acme/shop'])
  expect(await names('sort=gaps&order=asc')).toEqual(['acme/shop', 'acme/cluster'])
  expect(await names('order=desc')).toEqual(['acme/shop', 'acme/cluster'])
  expect(await names('gap=sast')).toEqual(['acme/cluster'])
})

test('a format of all kinds tells what its tool is for by what it found, also once that is gone', async () => {
  const sarif = (results: object[]) => ({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Codewise', rules: [{ id: 'sqli', properties: { tags: ['CWE-89'] } }] } },
        results,
      },
    ],
  })
  const weak = {
    ruleId: 'sqli',
    message: { text: 'SQL from input' },
    locations: [{ physicalLocation: { artifactLocation: { uri: 'a.ts' }, region: { startLine: 1 } } }],
  }
  const seen = async () => (await get('/estate/coverage?q=acme/cluster')).items[0].seen
  const take = (results: object[]) =>
    upload(JSON.stringify(sarif(results)), { asset: 'acme/cluster', date: new Date().toISOString() })
  await take([])
  expect(await seen()).not.toHaveProperty('sast')
  await take([weak])
  const { sast: found } = await seen()
  expect(found).toBeDefined()
  await take([])
  expect((await seen()).sast > found).toBe(true)
})

test('those who may not see an asset see nothing of its estate', async () => {
  const { headers } = await it.somebody('developer')
  expect((await get('/estate/nodes', headers)).items).toEqual([])
  const response = await it.app.inject({
    method: 'POST',
    url: '/api/v1/estate/ask',
    headers,
    payload: { question: 'internet -> *' },
  })
  expect(response.json()).toMatchObject({ total: 0 })
  const [workload] = await nodes('kind=workload')
  const url = `/api/v1/estate/nodes/${workload?.asset.id}/${workload?.id}`
  expect((await it.app.inject({ url, headers })).statusCode).toBe(404)
})

test('questions are kept under a name', async () => {
  const post = (payload: object) =>
    it.app.inject({ method: 'POST', url: '/api/v1/estate/questions', headers: local, payload })
  const kept = await post({ name: 'Open doors', question: 'internet -> endpoint[!authenticated]' })
  expect(kept.statusCode).toBe(201)
  expect((await post({ name: 'Open doors', question: 'internet' })).statusCode).toBe(409)
  expect((await post({ name: 'Broken', question: 'nowhere' })).statusCode).toBe(400)
  expect(await get('/estate/questions')).toMatchObject([{ name: 'Open doors' }])
  const url = `/api/v1/estate/questions/${kept.json().id}`
  expect((await it.app.inject({ method: 'DELETE', url, headers: local })).statusCode).toBe(204)
  expect(await get('/estate/questions')).toEqual([])
})

test('what is deployed no more is reached no more, in the asset that built it too', async () => {
  const till = (document: object) => JSON.parse(JSON.stringify(document).replaceAll('acme/shop', 'acme/till'))
  await discover(till(shop), 'acme/till')
  await discover(till(cluster), 'acme/till-cluster')
  const exposures = async () =>
    new Set((await nodes('kind=endpoint&asset=acme/till')).map(({ exposure }) => exposure))
  expect(await exposures()).toContain('internet')
  await discover({ ...till(cluster), infrastructure: [], links: [] }, 'acme/till-cluster')
  expect(await exposures()).not.toContain('internet')
})
