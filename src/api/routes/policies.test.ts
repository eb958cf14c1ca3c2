import { afterAll, beforeAll, expect, test } from 'vitest'
import { local, type TestApp, testApp } from '../../../test/app.ts'
import { codeObservation, ingest, testAsset } from '../../../test/ingest.ts'
import { applyPoliciesTo } from '../../jobs/apply-policies.ts'

let it: TestApp
let shop: string
let till: string
beforeAll(async () => {
  it = await testApp()
  shop = await testAsset(it.pool, 'shop')
  till = await testAsset(it.pool, 'till')
  for (const asset of [shop, till])
    await ingest(it.pool, {
      asset,
      items: [
        codeObservation({ path: 'src/pay.ts', severity: 'high', title: 'SQL injection', cwes: [89] }),
        codeObservation({
          path: 'src/list.ts',
          severity: 'low',
          title: 'Open redirect',
          rule: 'redirect',
          cwes: [601],
        }),
      ],
    })
})
afterAll(() => it.close())

const call = async (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  headers = local,
) => {
  const response = await it.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.body ? response.json() : undefined }
}
const get = async (url: string) => (await call('GET', url)).body
const findings = async (query: string) => {
  const { status, body } = await call('GET', `/findings?${query}`)
  expect(body).toMatchObject(status === 200 ? {} : { detail: '' })
  return body.items
}

/** Works off what changes of policies queued. */
async function applyAll(): Promise<number> {
  const { rows } = await it.pool.query<{ id: string; payload: { assets: string[] } }>(
    `select j.id, p.payload from graphile_worker.jobs j join graphile_worker._private_jobs p on p.id = j.id where task_identifier = 'apply_policies'`,
  )
  for (const { payload } of rows) await applyPoliciesTo(it.pool, payload)
  await it.pool.query('select graphile_worker.complete_jobs($1::bigint[])', [rows.map(({ id }) => id)])
  return rows.length
}

const POLICY = `policy: money
version: 1
description: What moves money.
rules:
  - id: injections
    when: finding.cwes.exists(cwe, cwe == 89)
    then: { rank: 12.5, tag: [money, injection], sla: { days: 3, from: firstSeen }, block: Injections do not ship. }
    why: Injections are exploited first.
  - id: small
    when: finding.severity == "low" && finding.path.startsWith("src/")
    then: { noise: Nobody reads these. }
tests:
  - { name: injection, finding: { cwes: [89] }, expect: { rank: 12.5, tag: [injection, money] }, rule: injections }
  - { name: small, finding: { severity: low, path: src/a.ts }, expect: { noise: true }, rule: small }
`

test('an SLA is in force from the start, and the list of policies says what fires', async () => {
  const [finding] = await findings('asset=shop&severity=high')
  expect(await get(`/findings/${finding.id}/policies`)).toEqual([
    {
      policy: 'sla-by-severity',
      policyId: expect.any(String),
      rule: 'high',
      effect: 'sla',
      value: '30 days from first seen',
      reason: 'High.',
    },
  ])
  const list = await get('/policies')
  const named = (name: string) => list.find((one: { name: string }) => one.name === name)
  expect(named('sla-by-severity')).toMatchObject({ source: 'shipped', enabled: true, firing: 4, error: null })
  expect(named('pci')).toMatchObject({ enabled: false, firing: 0 })
  expect(await get('/policies/firing')).toEqual([
    {
      policy: { id: named('sla-by-severity').id, name: 'sla-by-severity' },
      rule: 'high',
      effect: 'sla',
      findings: 2,
      assets: 2,
    },
    {
      policy: { id: named('sla-by-severity').id, name: 'sla-by-severity' },
      rule: 'low',
      effect: 'sla',
      findings: 2,
      assets: 2,
    },
  ])
})

test('a dry run says what would change, and changes nothing', async () => {
  const before = await findings('state=open')
  const { status, body } = await call('POST', '/policies/dry-run', {
    text: POLICY,
    scope: { kind: 'asset', id: shop },
  })
  expect(status).toBe(200)
  expect(body).toMatchObject({
    findings: 2,
    changed: 2,
    counts: { scoreUp: 1, scoreDown: 1, slaShorter: 1, slaSet: 0, tagged: 1, noise: 1, blocked: 0 },
    conflicts: [],
  })
  const example = body.examples.find((one: { after: { noise: null } }) => one.after.noise === null)
  expect(example).toMatchObject({
    finding: { title: 'SQL injection', asset: { name: 'shop' } },
    before: { sla: { days: 30, rule: 'sla-by-severity/high' }, tags: [], gate: 'block' },
    after: { sla: { days: 3, rule: 'money/injections' }, tags: ['injection', 'money'], points: 12.5 },
  })
  expect(example.after.score).toBeCloseTo(example.before.score + 12.5, 5)
  expect(await findings('state=open')).toEqual(before)
})

test('a policy acts on what is stored once it is added, and no longer once it is off', async () => {
  const [before] = await findings('asset=shop&severity=high')
  const [small] = await findings('asset=shop&severity=low')
  const { status, body } = await call('POST', '/policies', {
    text: POLICY,
    scope: { kind: 'asset', id: shop },
  })
  expect(status).toBe(201)
  expect(body).toMatchObject({
    name: 'money',
    scope: { kind: 'asset', name: 'shop' },
    revision: 1,
    untested: [],
  })
  expect(await get('/policies/applying')).toEqual({ waiting: 1, done: false })
  expect(await applyAll()).toBe(1)
  const [after] = await findings('policyRule=money/injections')
  expect(after).toMatchObject({ id: before.id, tags: ['injection', 'money'] })
  expect(after.score).toBeCloseTo(before.score + 12.5, 5)
  const [quiet] = await findings('noise=policy')
  expect(quiet).toMatchObject({ id: small.id, noise: ['policy'] })
  expect(quiet.score).toBeLessThan(small.score)
  expect((await findings('tag=money')).map(({ id }: { id: string }) => id)).toEqual([before.id])
  expect(await findings('policy=money')).toHaveLength(2)
  // The narrower scope is the more specific.
  expect(
    (await get(`/findings/${before.id}/policies`)).find((one: { effect: string }) => one.effect === 'sla'),
  ).toMatchObject({
    policy: 'money',
    value: '3 days from first seen',
  })
  expect(await findings('asset=till&tag=money')).toEqual([])

  // Why it ranks so is told by policy and rule, which lead to their page.
  const factorOf = async (id: string, factor: string) =>
    (await get(`/findings/${id}`)).explanation.factors.find((one: { id: string }) => one.id === factor)
  expect(await factorOf(before.id, 'policies')).toMatchObject({
    value: '+12.5',
    points: 12.5,
    source: 'policy money, rule injections',
    evidence: { text: 'Injections are exploited first.', url: `/policies/${body.id}` },
  })
  expect(await factorOf(small.id, 'noise')).toMatchObject({
    source: 'policy money, rule small',
    evidence: { text: 'Nobody reads these.', url: `/policies/${body.id}` },
  })
  expect(await get(`/findings/${before.id}/policies`)).toEqual(
    expect.arrayContaining([expect.objectContaining({ policy: 'money', policyId: body.id, effect: 'rank' })]),
  )

  // Applied again, and by an import of the same, it writes nothing.
  const rows = async () => (await it.pool.query('select id, xmin::text from finding order by id')).rows
  const written = await rows()
  await applyPoliciesTo(it.pool, { assets: [shop, till] })
  expect(await rows()).toEqual(written)

  expect((await call('PATCH', `/policies/${body.id}`, { enabled: false, note: 'too loud' })).status).toBe(200)
  await applyAll()
  const [back] = await findings('asset=shop&severity=high')
  expect(back).toMatchObject({ score: before.score, tags: [] })
  expect(await findings('noise=policy')).toEqual([])
})

test('a new finding gets its effects as it comes in', async () => {
  const { body } = await call('POST', '/policies', {
    text: POLICY.replace('policy: money', 'policy: fresh').replaceAll('tag: [money', 'tag: [fresh'),
  })
  await applyAll()
  const late = await testAsset(it.pool, 'late')
  await ingest(it.pool, { asset: late, items: [codeObservation({ path: 'src/x.ts', cwes: [89] })] })
  expect(await findings('asset=late')).toMatchObject([{ tags: ['fresh', 'injection'] }])
  await call('DELETE', `/policies/${body.id}`)
  await applyAll()
  expect(await findings('asset=late')).toMatchObject([{ tags: [] }])
})

test('a rule sees the score without what it adds, and does not swing', async () => {
  const { body } = await call('POST', '/policies', {
    text: 'policy: top\nversion: 1\nrules: [{ id: r, when: finding.score > 1.0 && finding.score < 99.0, then: { rank: 50 } }]\n',
  })
  await applyAll()
  const first = await findings('sort=title')
  for (let round = 0; round < 2; round++) await applyPoliciesTo(it.pool, { assets: [shop, till] })
  expect(await findings('sort=title')).toEqual(first)
  expect(first.every(({ score }: { score: number }) => score >= 50)).toBe(true)
  await call('DELETE', `/policies/${body.id}`)
  await applyAll()
})

test('people are assigned what is nobody’s, and told once until they read it', async () => {
  const { person, headers } = await it.somebody('security')
  const { body } = await call('POST', '/policies', {
    text: `policy: route\nversion: 1\nrules: [{ id: mine, when: finding.severity == "high", then: { assign: ${person.email}, notify: [${person.email}] }, why: Look at it. }]\n`,
  })
  const [taken] = await findings('asset=till&severity=high')
  await call('PATCH', '/findings', { ids: [taken.id], assignee: (await it.somebody('developer')).person.id })
  await applyAll()
  const mine = (await findings(`assignee=${person.id}`)).map(
    ({ asset }: { asset: { name: string } }) => asset.name,
  )
  expect(mine.sort()).toEqual(['late', 'shop'])
  const told = (await call('GET', '/notifications', undefined, headers)).body
  expect(told).toMatchObject({
    unread: 1,
    items: [{ policy: 'route', rule: 'mine', text: 'Look at it.', count: 3, read: false }],
  })
  expect((await call('POST', '/notifications/read', {}, headers)).body).toEqual({ changed: 1 })
  expect((await call('GET', '/notifications?unread=true', undefined, headers)).body).toMatchObject({
    items: [],
    unread: 0,
  })
  // Others see nothing of it.
  expect((await call('GET', '/notifications')).body).toMatchObject({ items: [], total: 0 })
  await call('DELETE', `/policies/${body.id}`)
  await applyAll()
  expect(await findings(`assignee=${person.id}`)).toEqual([])
})

test('each text is kept, and every change is in the audit log', async () => {
  const { body } = await call('POST', '/policies', {
    text: POLICY.replace('policy: money', 'policy: kept'),
    note: 'first',
  })
  const second = POLICY.replace('policy: money', 'policy: kept').replace('version: 1', 'version: 2')
  await call('PATCH', `/policies/${body.id}`, { text: second, note: 'second' })
  expect(await get(`/policies/${body.id}/revisions`)).toMatchObject([
    { revision: 2, text: second, note: 'second' },
    { revision: 1, note: 'first' },
  ])
  const taken = await call('POST', '/policies', { text: second })
  expect(taken.body).toMatchObject({ status: 409, code: 'name_taken' })
  await call('DELETE', `/policies/${body.id}`)
  const actions = (await get('/audit?limit=200')).items
    .filter(({ object }: { object: string }) => object === `policy/${body.id}`)
    .map(({ action }: { action: string }) => action)
  expect(actions.sort()).toEqual(['policy.change', 'policy.create', 'policy.delete'])
  await applyAll()
})

test('who began from an earlier text does not undo what somebody else saved', async () => {
  const text = (version: number) =>
    POLICY.replace('policy: money', 'policy: shared').replace('version: 1', `version: ${version}`)
  const { body } = await call('POST', '/policies', { text: text(1), enabled: false })
  const url = `/policies/${body.id}`
  expect((await call('PATCH', url, { text: text(2), revision: 1 })).body).toMatchObject({ revision: 2 })
  const late = await call('PATCH', url, { text: text(3), revision: 1 })
  expect(late.body).toMatchObject({ status: 409, code: 'changed_meanwhile' })
  expect(late.body.detail).toContain('saved revision 2 of shared since you began from revision 1')
  expect((await get(url)).text).toBe(text(2))
  expect((await call('PATCH', url, { text: text(3), revision: 2 })).body).toMatchObject({ revision: 3 })
  // Who names none takes what comes, as scripts do.
  expect((await call('PATCH', url, { text: text(4) })).body).toMatchObject({ revision: 4 })
  await call('DELETE', url)
})

test('mistakes are told with line and column, and nothing is kept', async () => {
  const bad = POLICY.replace('cwe == 89', 'cwe == "89"').replace('finding.severity', 'finding.severty')
  const { body } = await call('POST', '/policies/validate', { text: bad })
  expect(body.policy).toBeNull()
  expect(body.errors).toMatchObject([
    { line: 6, column: expect.any(Number), where: 'rules.0.when' },
    { line: 10, column: 19, where: 'rules.1.when', message: expect.stringContaining('severty') },
  ])
  expect((await call('POST', '/policies', { text: bad })).status).toBe(422)
  const untested = await call('POST', '/policies/validate', {
    text: POLICY.slice(0, POLICY.indexOf('tests:')),
  })
  expect(untested.body.warnings.map(({ line }: { line: number }) => line)).toEqual([5, 9])
  expect((await call('POST', '/policies/test', { text: POLICY })).body).toMatchObject({
    passed: 2,
    failed: 0,
  })
  const { variables, effects } = await get('/policies/vocabulary')
  expect(variables.find(({ name }: { name: string }) => name === 'finding').fields[2]).toMatchObject({
    name: 'kind',
    type: 'string',
    values: expect.arrayContaining(['code']),
  })
  expect(effects.map(({ name }: { name: string }) => name)).toContain('sla')
})

test('one that comes with Stance is only switched; its text stays', async () => {
  const pci = (await get('/policies')).find(({ name }: { name: string }) => name === 'pci')
  expect((await call('PATCH', `/policies/${pci.id}`, { text: POLICY })).body).toMatchObject({
    code: 'shipped',
  })
  expect((await call('PATCH', `/policies/${pci.id}`, { enabled: true })).body).toMatchObject({
    enabled: true,
  })
  expect((await get(`/assets/${shop}/policies`)).map(({ name }: { name: string }) => name)).toContain('pci')
  await call('PATCH', `/policies/${pci.id}`, { enabled: false })
})

test('contradictions of equally specific rules are found', async () => {
  const rule = (name: string, rank: number) =>
    `policy: ${name}\nversion: 1\nrules: [{ id: r, when: finding.severity == "low", then: { rank: ${rank} } }]\n`
  const ids = []
  for (const text of [rule('up', 5), rule('down', -5)])
    ids.push((await call('POST', '/policies', { text })).body.id)
  expect(await get('/policies/conflicts')).toEqual([
    {
      taken: { policy: 'up', rule: 'r', effect: 'rank' },
      against: { policy: 'down', rule: 'r', effect: 'rank' },
      findings: 2,
    },
  ])
  for (const id of ids) await call('DELETE', `/policies/${id}`)
  await applyAll()
})

test('who sees only their team’s findings counts only those', async () => {
  const { headers } = await it.somebody('developer')
  const { body } = await call('POST', '/policies/dry-run', { text: POLICY }, headers)
  expect(body).toMatchObject({ findings: 0, changed: 0, examples: [] })
  expect((await call('GET', '/policies/firing', undefined, headers)).body).toEqual([])
  expect((await call('POST', '/policies', { text: POLICY }, headers)).status).toBe(403)
})
