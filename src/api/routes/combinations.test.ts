import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../../test/app.ts'
import { type IntelWorld, intelWorld } from '../../../test/intel-world.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
})
afterAll(() => world.close())

async function get(url: string, headers: Record<string, string> = local) {
  const answer = await world.app.inject({ url: `/api/v1${url}`, headers })
  if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
  return answer.json()
}

async function upload(asset: string, content: unknown): Promise<void> {
  const answer = await world.app.inject({
    method: 'POST',
    url: `/api/v1/reports?asset=${asset}`,
    headers: { ...local, 'content-type': 'application/octet-stream' },
    payload: JSON.stringify(content),
  })
  if (answer.statusCode !== 202) throw new Error(answer.body)
  await world.workOff()
}

const estate = (exposed: boolean) => ({
  stanceDiscovery: 1,
  deployables: [
    { name: 'Till', kind: 'service', path: 'till', languages: [], frameworks: [], manifests: [] },
  ],
  fields: [{ name: 'email', model: 'Customer', class: 'pii', file: 'till/customer.ts', line: 3 }],
  links: [
    ...(exposed
      ? [{ from: 'internet:', kind: 'exposes', to: 'deployable:till', evidence: 'ingress', confidence: 1 }]
      : []),
    { from: 'deployable:till', kind: 'contains', to: 'model:Customer', evidence: 'till', confidence: 1 },
  ],
})

const weak = (exploited: boolean) => ({
  stance: 1,
  tool: { name: 'scanner' },
  findings: [
    {
      kind: 'dependency',
      rule: 'CVE-2030-1',
      title: 'parser is weak',
      severity: 'high',
      package: 'parser',
      version: '1.0.0',
      path: 'till/package-lock.json',
      cve: ['CVE-2030-1'],
      ...(exploited && { knownExploited: true }),
    },
  ],
})

test('a combination comes with its chain, goes when one part goes, and comes back', async () => {
  await upload('till', estate(true))
  await upload('till', weak(false))
  expect(await world.findings('kind=combination')).toEqual([])
  await upload('till', weak(true))
  const [found, ...more] = await world.findings('kind=combination')
  expect(more).toEqual([])
  expect(found).toMatchObject({
    kind: 'combination',
    severity: 'critical',
    state: 'open',
    tools: ['Stance combinations'],
    title: 'Exploited package in an internet-facing application that holds sensitive data: Till',
  })
  const [part] = await world.findings('kind=dependency')
  expect(found?.score).toBeGreaterThanOrEqual(part?.score as number)

  const { chain, combination, partOf } = await get(`/findings/${found?.id}/chain`)
  expect(combination).toMatchObject({ id: 'exposed-exploited-data', conditions: [{ step: 2 }] })
  expect(partOf).toEqual([])
  expect(
    chain.map((link: { kind: string; name: string; via: string | null; findings: { id: string }[] }) => [
      link.kind,
      link.name,
      link.via,
      link.findings.map(({ id }) => id),
    ]),
  ).toEqual([
    ['internet', '', null, []],
    ['deployable', 'till', 'exposes', [part?.id]],
    ['model', 'Customer', 'contains', []],
  ])
  expect(await get(`/findings/${part?.id}/chain`)).toMatchObject({
    chain: null,
    combination: null,
    partOf: [{ finding: found?.id, asset: { name: 'till' }, severity: 'critical' }],
  })
  const { items, lastRun } = await get('/combinations')
  expect(items.find(({ id }: { id: string }) => id === 'exposed-exploited-data')).toMatchObject({ hits: 1 })
  expect(items.filter(({ hits }: { hits: number }) => hits > 0)).toHaveLength(1)
  expect(lastRun.things).toBeGreaterThan(2)
  expect(await get('/combinations/exposed-exploited-data')).toMatchObject({
    total: 1,
    next: null,
    items: [{ finding: { id: found?.id, state: 'open' }, asset: { name: 'till' } }],
  })

  await upload('till', estate(false))
  expect(await world.findings('kind=combination&state=fixed')).toMatchObject([{ id: found?.id }])
  expect((await get(`/findings/${part?.id}/chain`)).partOf).toEqual([])
  await upload('till', estate(true))
  const again = await world.findings('kind=combination')
  expect(again).toMatchObject([{ id: found?.id, state: 'open' }])
  const { history } = await get(`/findings/${found?.id}`)
  expect(history.map(({ type }: { type: string }) => type)).toEqual(
    expect.arrayContaining(['opened', 'fixed', 'reopened']),
  )
}, 400_000)

test('the same estate again writes nothing', async () => {
  const { pool } = world
  const before = await pool.query('select xmin::text as at from combination_chain')
  await world.app.inject({ method: 'POST', url: '/api/v1/combinations/evaluations', headers: local })
  await world.workOff()
  const after = await pool.query('select xmin::text as at from combination_chain')
  expect(after.rows).toEqual(before.rows)
}, 200_000)

test('a person’s decision on a combination stays; what is not theirs is not seen', async () => {
  const [found] = await world.findings('kind=combination')
  const { headers } = await world.somebody('developer')
  const hidden = await world.app.inject({ url: `/api/v1/findings/${found?.id}/chain`, headers })
  expect(hidden.statusCode).toBe(404)
  const { items } = await get('/combinations', headers)
  expect(items.every(({ hits }: { hits: number }) => hits === 0)).toBe(true)
  expect(
    (await world.app.inject({ method: 'POST', url: '/api/v1/combinations/evaluations', headers })).statusCode,
  ).toBe(403)
  expect((await world.app.inject({ url: '/api/v1/combinations/nothing', headers: local })).statusCode).toBe(
    404,
  )
})

test('how near a finding is to what runs, over the API', async () => {
  const [part] = await world.findings('kind=dependency')
  expect(await get(`/findings/${part?.id}/reachability`)).toEqual({ level: null, says: [] })
})
