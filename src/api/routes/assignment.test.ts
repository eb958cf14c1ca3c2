import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type Somebody } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { type IntelWorld, intelWorld } from '../../../test/intel-world.ts'

let world: IntelWorld
let payments = ''
let core = ''
let dev: Somebody
let kim: Somebody
beforeAll(async () => {
  world = await intelWorld()
  payments = (await call('POST', '/teams', { name: 'Payments' })).body.id
  core = (await call('POST', '/teams', { name: 'Core' })).body.id
  dev = await world.somebody('developer', [payments])
  kim = await world.somebody('security')
})
afterAll(() => world.close())

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
const call = async (method: Method, url: string, payload?: object, headers = local) => {
  const response = await world.app.inject({ method, url: `/api/v1${url}`, headers, payload })
  return { status: response.statusCode, body: response.body ? response.json() : null }
}
interface Row {
  id: string
  title: string
  assignee: { id: string; name: string; type: string } | null
}
const list = async (query: string, headers = local): Promise<Row[]> =>
  (await call('GET', `/findings?sort=title&${query}`, undefined, headers)).body.items

/** An asset of an application of the team Payments. */
async function paymentsAsset(name: string): Promise<string> {
  const asset = await testAsset(world.pool, name)
  const { body } = await call('POST', '/applications', { name: `${name} app`, teamId: payments })
  await call('PATCH', `/assets/${asset}`, { applicationId: body.id })
  await world.workOff()
  return asset
}

async function withPolicy(rules: string, run: (id: string) => Promise<void>): Promise<void> {
  const { status, body } = await call('POST', '/policies', {
    text: `policy: routes\nversion: 1\nrules:\n${rules}`,
  })
  expect([status, body.detail]).toEqual([201, undefined])
  await world.workOff()
  await run(body.id)
  await call('DELETE', `/policies/${body.id}`)
  await world.workOff()
}

test('a policy gives findings to a team: its people see them as theirs, and everybody sees whose they are', async () => {
  const asset = await paymentsAsset('till')
  await ingest(world.pool, {
    asset,
    items: [
      code({ title: 'A', severity: 'high' }),
      code({ title: 'B', rule: 'low', path: 'b.ts', severity: 'low' }),
    ],
  })
  await withPolicy(
    '  - { id: pay, when: finding.severity == "high", then: { assign: "team:Payments" }, why: Theirs. }\n',
    async (id) => {
      const team = { id: `team:${payments}`, name: 'Payments', type: 'team' }
      expect(await list(`assignee=team:${payments}`)).toMatchObject([{ title: 'A', assignee: team }])
      expect(await list('assignee=me', dev.headers)).toMatchObject([{ title: 'A' }])
      expect(await list('assignee=me', kim.headers)).toEqual([])
      expect(await list(`asset=${asset}&assignee=none`)).toMatchObject([{ title: 'B' }])
      const [row] = (await list('assignee=me', dev.headers)) as [Row]
      const { body } = await call('GET', `/findings/${row.id}`)
      expect(body.assignee).toEqual(team)
      expect(body.history.at(-1)).toMatchObject({ type: 'assigned', data: { to: 'Payments' } })
      const csv = await world.app.inject({
        url: '/api/v1/findings/export.csv?assignee=me',
        headers: dev.headers,
      })
      expect(csv.body).toContain('Payments')
      const { body: overview } = await call('GET', '/overview/developer', undefined, dev.headers)
      expect(overview.mine.items).toMatchObject([{ title: 'A' }])
      expect((await call('GET', `/policies/${id}`)).body).toMatchObject({
        firing: 1,
        unassigned: 0,
        unknownNames: [],
        warnings: [{ message: 'no test shows that pay decides anything' }],
      })
      // What a person of the team takes stays theirs.
      await call('PATCH', '/findings', { ids: [row.id], assignee: 'me' }, dev.headers)
      expect((await list(`asset=${asset}&assignee=${dev.person.id}`))[0]?.assignee).toMatchObject({
        type: 'person',
      })
    },
  )
})

test('an address and a team that nobody has are told where they stand, counted, and followed once they are there', async () => {
  const asset = await testAsset(world.pool, 'late')
  await ingest(world.pool, {
    asset,
    items: [
      code({ title: 'C', severity: 'critical' }),
      code({ title: 'D', rule: 'd', path: 'd.ts', severity: 'medium' }),
    ],
  })
  const rules = `  - id: to-jo
    when: finding.severity == "critical" && asset.name == "late"
    then: { assign: Jo@example.org, notify: ["team:Ghosts", "team:Core"] }
    why: Look.
  - id: to-ghosts
    when: finding.severity == "medium" && asset.name == "late"
    then: { assign: "team:Ghosts", sla: { days: 3, calendar: moon } }
`
  const { body: checked } = await call('POST', '/policies/validate', {
    text: `policy: routes\nversion: 1\nrules:\n${rules}`,
  })
  expect(checked.errors).toEqual([])
  expect(
    checked.warnings.filter(({ message }: { message: string }) => !message.startsWith('no test')),
  ).toMatchObject([
    { line: 6, column: 21, message: expect.stringContaining('nobody here has the address Jo@example.org') },
    { line: 6, column: 47, message: expect.stringContaining('no team Ghosts') },
    { line: 6, column: 62, message: 'the team Core has nobody in it: nobody is told' },
    { line: 10, column: 22, message: expect.stringContaining('no team Ghosts') },
    { line: 10, column: 62, message: expect.stringContaining('no calendar moon') },
  ])
  await withPolicy(rules, async (id) => {
    expect((await call('GET', `/policies/${id}`)).body).toMatchObject({
      firing: 2,
      unassigned: 2,
      unknownNames: ['Jo@example.org', 'Ghosts', 'Core', 'moon'],
      ruleList: [{ unassigned: 1 }, { unassigned: 1 }],
    })
    const listed = (await call('GET', '/policies')).body.find((one: { id: string }) => one.id === id)
    expect(listed).toMatchObject({ unassigned: 2, unknownNames: expect.arrayContaining(['Ghosts']) })
    await call('POST', '/users', { name: 'Jo', email: 'jo@example.org', role: 'developer' })
    await call('POST', '/teams', { name: 'Ghosts' })
    await world.workOff()
    expect((await list(`asset=${asset}`)).map(({ assignee }) => assignee?.name)).toEqual(['Jo', 'Ghosts'])
    expect((await call('GET', `/policies/${id}`)).body).toMatchObject({
      unassigned: 0,
      unknownNames: ['Ghosts', 'Core', 'moon'],
    })
  })
  expect((await list(`asset=${asset}`)).map(({ assignee }) => assignee)).toEqual([null, null])
})

test('assign: owner and notify: owner reach the people and the teams that CODEOWNERS names', async () => {
  const asset = await paymentsAsset('owned')
  const owner = (path: string, name: string) =>
    ({ type: 'owner', path, owner: name, source: 'codeowners' }) as const
  await ingest(world.pool, {
    asset,
    tool: 'Stance discovery',
    items: [
      owner('*', '@acme/strangers'),
      owner('/api/', '@acme/Payments'),
      owner('/lib/', kim.person.email),
    ],
  })
  await ingest(world.pool, {
    asset,
    items: ['api/a.ts', 'lib/b.ts', 'x/c.ts'].map((path) =>
      code({ path, title: path, rule: 'owned', severity: 'low' }),
    ),
  })
  await withPolicy(
    '  - { id: own, for: { rule: owned }, then: { assign: owner, notify: owner }, why: Yours. }\n',
    async (id) => {
      expect((await list(`asset=${asset}`)).map(({ title, assignee }) => [title, assignee?.id])).toEqual([
        ['api/a.ts', `team:${payments}`],
        ['lib/b.ts', kim.person.id],
        // Nobody knows the strangers: the team of its application is its owner.
        ['x/c.ts', `team:${payments}`],
      ])
      expect((await call('GET', '/notifications', undefined, dev.headers)).body).toMatchObject({
        unread: 1,
        items: [{ policy: 'routes', rule: 'own', text: 'Yours.', count: 2 }],
      })
      expect((await call('GET', '/notifications', undefined, kim.headers)).body).toMatchObject({
        unread: 1,
        items: [{ rule: 'own', count: 1 }],
      })
      // Somebody says who the strangers are.
      await call('PUT', '/owners/mapping', {
        handle: '@acme/strangers',
        is: { type: 'person', id: kim.person.id },
      })
      await world.workOff()
      expect(await list(`asset=${asset}&assignee=${kim.person.id}`)).toMatchObject([
        { title: 'lib/b.ts' },
        { title: 'x/c.ts' },
      ])
      expect((await call('GET', `/policies/${id}`)).body.unassigned).toBe(0)
    },
  )
})

test('what a person or a team has goes to a team, with a note and in the audit log; a team that goes leaves nothing', async () => {
  const asset = await paymentsAsset('handed')
  await ingest(world.pool, { asset, items: [code({ title: 'E' }), code({ title: 'F', path: 'f.ts' })] })
  const ids = (await list(`asset=${asset}`)).map(({ id }) => id)
  await call('PATCH', '/findings', { ids, assignee: dev.person.id })
  const hand = (from: string, to: string | null, headers = local) =>
    call(
      'POST',
      '/owners/hand-over',
      { from, to, filter: { asset: [asset] }, note: 'They take over' },
      headers,
    )
  expect(await hand(dev.person.id, `team:${core}`)).toEqual({ status: 200, body: { changed: 2 } })
  expect((await list(`asset=${asset}`)).map(({ assignee }) => assignee?.name)).toEqual(['Core', 'Core'])
  expect((await hand(`team:${core}`, `team:${payments}`)).body).toEqual({ changed: 2 })
  expect(await list(`asset=${asset}&assignee=me`, dev.headers)).toHaveLength(2)
  const { body } = await call('GET', `/findings/${ids[0]}`)
  expect(body.history.at(-1)).toMatchObject({
    type: 'assigned',
    data: { from: 'Core', to: 'Payments', note: 'They take over' },
  })
  const trail = (await call('GET', '/audit?limit=200')).body.items.filter(
    ({ action, object }: { action: string; object: string }) =>
      action === 'finding.hand-over' && object === `asset/${asset}`,
  )
  expect(
    trail.map(({ detail }: { detail: { from: string; to: string } }) => [detail.from, detail.to]),
  ).toEqual([
    [`team:${core}`, `team:${payments}`],
    [dev.person.id, `team:${core}`],
  ])
  expect(await hand(dev.person.id, `team:${dev.person.id}`)).toMatchObject({
    status: 400,
    body: { code: 'unknown_assignee' },
  })
  expect((await hand(`team:${payments}`, `team:${core}`, dev.headers)).status).toBe(200)
  expect((await call('DELETE', `/teams/${core}`)).status).toBe(204)
  expect((await list(`asset=${asset}`)).map(({ assignee }) => assignee)).toEqual([null, null])
})
