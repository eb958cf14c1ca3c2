import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../../test/app.ts'
import { type IntelWorld, intelWorld } from '../../../test/intel-world.ts'

let world: IntelWorld
beforeAll(async () => {
  world = await intelWorld()
  await upload('till', ESTATE)
  await upload('till', report('high'))
})
afterAll(() => world.close())

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
const call = async (
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  payload?: object,
  headers = local,
) => {
  const response = await world.app.inject({ method, url: `/api/v1${url}`, headers, payload })
  return { status: response.statusCode, body: response.body ? response.json() : null }
}

const ESTATE = {
  stanceDiscovery: 1,
  deployables: [
    { name: 'Till', kind: 'service', path: 'till', languages: [], frameworks: [], manifests: [] },
  ],
  links: [{ from: 'internet:', kind: 'exposes', to: 'deployable:till', evidence: 'ingress', confidence: 1 }],
}
const report = (severity: string) => ({
  stance: 1,
  tool: { name: 'scanner' },
  findings: [
    {
      kind: 'code',
      rule: 'eval',
      title: 'Runs what users send',
      severity,
      path: 'till/a.ts',
      line: 3,
      cwe: [94],
    },
  ],
})

const TEXT = `combination: exposed-eval
title: Code that runs what strangers send
severity: medium
description: The internet reaches it, and it runs what it gets.
fix: Do not run it.
chain: internet -> deployable
on: 2
findings:
  - { step: 2, kind: [code], cwe: [94], says: 'runs|eval' }
tests:
  - name: an exposed one
    things: { internet: null, deployable:web: null }
    links: [[internet, exposes, deployable:web]]
    findings: [{ kind: code, cwes: [94], title: runs it, path: web/a.ts }]
    hits: [deployable:web]
  - name: one that nobody reaches
    things: { deployable:web: null }
    findings: [{ kind: code, cwes: [94], title: runs it, path: web/a.ts }]
    hits: []
`

test('mistakes are told with their place, and examples are run', async () => {
  const check = async (text: string) => (await call('POST', '/combinations/validate', { text })).body
  expect(await check(TEXT)).toMatchObject({
    errors: [],
    warnings: [],
    combination: { id: 'exposed-eval', conditions: [{ step: 2 }] },
    examples: [{ passed: true }, { passed: true, expected: [], got: [] }],
  })
  const wrong = TEXT.replace('internet -> deployable\n', 'internet -> deployble\n').replace(
    'severity: medium',
    'severity: bad',
  )
  expect(await check(wrong)).toMatchObject({
    errors: [{ line: 3, column: 11, where: 'severity' }],
    combination: null,
    examples: [],
  })
  expect((await check(TEXT.replace('-> deployable\n', '-> deployble\n'))).errors).toMatchObject([
    { line: 6, where: 'chain', message: expect.stringContaining('no kind “deployble”') },
  ])
  expect((await check(TEXT.replace('step: 2', 'step: 3'))).errors).toMatchObject([
    { line: 9, where: 'findings.0.step' },
  ])
  // What the database would read otherwise, or could not read, is refused before it is kept.
  for (const says of ['(?=x)', 'a{9999}', '\\\\bx', '(', '^*', '[[:foo:]]'])
    expect([
      says,
      (await check(TEXT.replace("'runs|eval'", `'${says.replace('\\\\', '\\')}'`))).errors,
    ]).toMatchObject([says, [{ line: 9 }]])
  const failing = await check(TEXT.replace('hits: []', 'hits: [deployable:web]'))
  expect(failing.warnings.map(({ message }: { message: string }) => message)).toEqual([
    'one that nobody reaches: expected deployable:web, found nothing',
    'no example misses: nothing shows what it is not',
  ])
  expect(failing.examples[1]).toMatchObject({ passed: false })
})

test('an editor is told the words: every key of an example that comes with Stance is one of them', async () => {
  const { keys, things, links, facts } = (await call('GET', '/combinations/vocabulary')).body
  const known = (within: string): string[] =>
    keys.flatMap((one: { within: string; name: string }) => (one.within === within ? [one.name] : []))
  const named = [...TEXT.matchAll(/^([a-z]+):/gm)].map(([, name]) => name)
  expect(known('')).toEqual(expect.arrayContaining(named))
  expect(known('findings')).toEqual(expect.arrayContaining(['step', 'kind', 'cwe', 'says']))
  expect(known('tests.findings')).toContain('cwes')
  expect(things).toContain('deployable')
  expect(links).toContain('exposes')
  expect(facts).toContainEqual(expect.objectContaining({ name: 'data', type: 'list<string>' }))
})

test('a dry run says where it would be found, and keeps nothing', async () => {
  const { body } = await call('POST', '/combinations/dry-run', { text: TEXT })
  expect(body).toMatchObject({
    combination: 'exposed-eval',
    hits: 1,
    assets: 1,
    known: 0,
    gone: 0,
    bySeverity: { high: 1 },
    examples: [
      {
        asset: { name: 'till' },
        severity: 'high',
        chain: [{ kind: 'internet' }, { kind: 'deployable', findings: [{ title: 'Runs what users send' }] }],
      },
    ],
  })
  expect(await world.findings('kind=combination')).toEqual([])
  const { headers } = await world.somebody('developer')
  expect((await call('POST', '/combinations/dry-run', { text: TEXT }, headers)).status).toBe(403)
  expect((await call('POST', '/combinations', { text: TEXT }, headers)).status).toBe(403)
})

test('it is found once it is kept, changes with its text, and goes when it is switched off or deleted', async () => {
  const added = await call('POST', '/combinations', { text: TEXT, note: 'first' })
  expect(added).toMatchObject({
    status: 201,
    body: { id: 'exposed-eval', revision: 1, source: 'stored', enabled: true, tests: 2 },
  })
  expect((await call('POST', '/combinations', { text: TEXT })).body).toMatchObject({ code: 'name_taken' })
  await world.workOff()
  const found = await world.findings('kind=combination')
  expect(found).toMatchObject([{ rule: 'exposed-eval', state: 'open', severity: 'high' }])
  const { body: hits } = await call('GET', '/combinations/exposed-eval')
  expect(hits).toMatchObject({ total: 1, items: [{ finding: { id: found[0]?.id } }] })

  const second = TEXT.replace('severity: medium', 'severity: critical')
  expect(
    (await call('PATCH', '/combinations/exposed-eval', { text: second, revision: 1, note: 'worse' })).body,
  ).toMatchObject({ revision: 2 })
  await world.workOff()
  expect(await world.findings('kind=combination')).toMatchObject([{ id: found[0]?.id, severity: 'critical' }])
  const late = await call('PATCH', '/combinations/exposed-eval', { text: TEXT, revision: 1 })
  expect(late.body).toMatchObject({ status: 409, code: 'changed_meanwhile' })
  const renamed = await call('PATCH', '/combinations/exposed-eval', {
    text: TEXT.replace('exposed-eval', 'other'),
  })
  expect(renamed.body).toMatchObject({ code: 'renamed' })
  expect((await call('GET', '/combinations/exposed-eval/revisions')).body).toMatchObject([
    { revision: 2, note: 'worse', text: second },
    { revision: 1, note: 'first', text: TEXT },
  ])

  await call('PATCH', '/combinations/exposed-eval', { enabled: false })
  await world.workOff()
  expect(await world.findings('kind=combination')).toMatchObject([{ id: found[0]?.id, state: 'fixed' }])
  await call('PATCH', '/combinations/exposed-eval', { enabled: true })
  await world.workOff()
  expect(await world.findings('kind=combination')).toMatchObject([{ id: found[0]?.id, state: 'open' }])
  expect((await call('DELETE', '/combinations/exposed-eval')).status).toBe(204)
  await world.workOff()
  expect(await world.findings('kind=combination')).toMatchObject([{ state: 'fixed' }])
  expect((await call('GET', '/combinations/exposed-eval')).status).toBe(404)
  const actions = (await call('GET', '/audit?limit=200')).body.items
    .filter(({ object }: { object: string }) => object === 'combination/exposed-eval')
    .map(({ action }: { action: string }) => action)
  expect(actions.sort()).toEqual([
    'combination.change',
    'combination.change',
    'combination.change',
    'combination.create',
    'combination.delete',
  ])
}, 200_000)

test('those that come with Stance are only switched, and can be copied', async () => {
  const { body } = await call('GET', '/combinations/exposed-exploited-data/definition')
  expect(body).toMatchObject({
    source: 'shipped',
    revision: 0,
    text: expect.stringContaining('combination: exposed-exploited-data'),
  })
  expect(
    (
      await call('PATCH', '/combinations/exposed-exploited-data', {
        text: body.text.replace('critical', 'high'),
      })
    ).body,
  ).toMatchObject({ code: 'shipped' })
  expect((await call('DELETE', '/combinations/exposed-exploited-data')).body).toMatchObject({
    code: 'shipped',
  })
  await call('PATCH', '/combinations/exposed-exploited-data', { enabled: false, note: 'too loud' })
  const { items } = (await call('GET', '/combinations')).body
  expect(items.filter(({ enabled }: { enabled: boolean }) => !enabled)).toMatchObject([
    { id: 'exposed-exploited-data' },
  ])
  await call('PATCH', '/combinations/exposed-exploited-data', { enabled: true })
  expect((await call('POST', '/combinations/validate', { text: body.text })).body).toMatchObject({
    errors: [],
    warnings: [],
  })
})

test('a combination scores at least what its strongest part does, and says why', async () => {
  await call('POST', '/combinations', { text: TEXT })
  // Points that a policy gives to the part alone: the combination has nothing of its own that would lift it so high.
  await call('POST', '/policies', {
    text: 'policy: lift\nversion: 1\nrules: [{ id: code, when: finding.kind == "code", then: { rank: 50 } }]\n',
  })
  await world.workOff()
  const [part] = await world.findings('kind=code')
  const dry = await call('POST', '/policies/dry-run', {
    text: 'policy: other\nversion: 1\nrules: [{ id: own, when: finding.kind == "combination", then: { tag: [own] } }]\n',
    scope: { kind: 'everything' },
  })
  const [whole] = await world.findings('kind=combination&state=open')
  expect(part?.score).toBeGreaterThan(50)
  // Rules see it so as well, tried and in force.
  const loud = `policy: loud\nversion: 1\nrules: [{ id: own, when: finding.kind == "combination" && finding.score >= ${part?.score}, then: { tag: [loud] } }]\n`
  const tried = (await call('POST', '/policies/dry-run', { text: loud, scope: { kind: 'everything' } })).body
  expect(tried.byRule).toMatchObject([{ rule: 'own', findings: 1 }])
  const added = (await call('POST', '/policies', { text: loud })).body
  await world.workOff()
  expect((await world.findings('kind=combination&state=open'))[0]?.tags).toEqual(['loud'])
  await call('DELETE', `/policies/${added.id}`)
  await world.workOff()
  expect(whole?.score).toBe(part?.score)
  expect(dry.body.examples[0]).toMatchObject({
    finding: { id: whole?.id },
    before: { score: whole?.score },
    after: { score: whole?.score },
  })
  const { explanation } = (await call('GET', `/findings/${whole?.id}`)).body
  const sum = (side: string): number =>
    explanation.factors
      .filter((one: { side: string }) => one.side === side)
      .reduce((all: number, one: { points: number }) => all + one.points, 0)
  expect(explanation.score).toBe(whole?.score)
  expect(explanation.partPoints).toBeGreaterThan(0)
  expect(sum('part')).toBeCloseTo(explanation.partPoints, 5)
  const product = Math.round((explanation.likelihood * explanation.impact) / 10) / 10
  expect(product + sum('part')).toBeCloseTo(explanation.score, 5)
  const { body: policies } = await call('GET', '/policies')
  await call('DELETE', `/policies/${policies.find(({ name }: { name: string }) => name === 'lift').id}`)
  await world.workOff()
  const [lower] = await world.findings('kind=combination&state=open')
  const [less] = await world.findings('kind=code')
  expect(lower?.score).toBeLessThan(whole?.score as number)
  expect(lower?.score).toBeGreaterThanOrEqual(less?.score as number)
}, 200_000)

test('it follows its strongest part to other weights and back, as their preview says', async () => {
  const scores = async () => (await world.findings('state=open')).map(({ id, score }) => [id, score]).sort()
  const before = await scores()
  const wish = { preset: 'balanced', weights: { consequence: 2 } }
  const preview = (await call('POST', '/risk/models/preview', wish)).body
  await call('POST', '/risk/models', { ...wish, name: 'Ours', note: 'tried' })
  await world.workOff()
  const after = await scores()
  expect(after).not.toEqual(before)
  const had = new Map(before as [string, number][])
  const moved = (after as [string, number][]).filter(([id, score]) => had.get(id) !== score)
  const promised = [...preview.movers.up, ...preview.movers.down].map(({ id, after }) => [id, after]).sort()
  expect(promised).toEqual(moved)
  await call('POST', '/risk/models', { preset: 'balanced', name: 'Theirs', note: 'and back' })
  await world.workOff()
  expect(await scores()).toEqual(before)
})
