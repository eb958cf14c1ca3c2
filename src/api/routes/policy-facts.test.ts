import { afterAll, beforeAll, expect, test } from 'vitest'
import { local } from '../../../test/app.ts'
import { codeObservation as code, ingest, testAsset } from '../../../test/ingest.ts'
import { type IntelWorld, intelWorld } from '../../../test/intel-world.ts'
import type { Observation } from '../../model/observation.ts'

let world: IntelWorld
let team = ''
beforeAll(async () => {
  world = await intelWorld()
  team = (await call('POST', '/teams', { name: 'Payments' })).body.id
})
afterAll(() => world.close())

const call = async (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object) => {
  const response = await world.app.inject({ method, url: `/api/v1${url}`, headers: local, payload })
  return { status: response.statusCode, body: response.body ? response.json() : null }
}
const titles = async (query: string): Promise<string[]> =>
  (await world.findings(`sort=title&${query}`)).map(({ title }) => String(title))

const vulnerable = (id: string, over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: id,
  title: id,
  severity: 'high',
  advisories: [id],
  component: { name: 'p', version: '1', path: 'package-lock.json', purl: 'pkg:npm/p@1' },
  raw: '{}',
  ...over,
})

/** What a rule holds for: by dry run and by what it tags once it is in force, which must agree. */
async function heldBy(when: string): Promise<string[]> {
  const text = `policy: facts\nversion: 1\nrules:\n  - { id: r, when: '${when}', then: { tag: held } }\n`
  const { body: tried } = await call('POST', '/policies/dry-run', { text })
  const { body: policy } = await call('POST', '/policies', { text })
  expect(policy.detail).toBeUndefined()
  await world.workOff()
  const held = await titles('tag=held&state=open')
  expect([when, tried.counts?.tagged]).toEqual([when, held.length])
  await call('DELETE', `/policies/${policy.id}`)
  await world.workOff()
  return held
}

test('rules see SSVC as the finding’s page has it, at every asset by its own surroundings', async () => {
  const [shown, hidden] = [await testAsset(world.pool, 'shown'), await testAsset(world.pool, 'hidden')]
  const surroundings = { criticality: 'critical', environment: 'production', dataClasses: ['pii'] }
  await call('PATCH', `/assets/${shown}`, { ...surroundings, exposure: 'internet', compliance: ['PCI DSS'] })
  await call('PATCH', `/assets/${hidden}`, { ...surroundings, exposure: 'isolated', controls: ['waf'] })
  await world.workOff()
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'
  const rated = { cvss: [{ vector, score: 9.8, version: '3.1', source: 'nvd' }] }
  for (const [asset, name] of [
    [shown, 'S'],
    [hidden, 'H'],
  ] as const)
    await ingest(world.pool, {
      asset,
      items: [
        vulnerable('CVE-2030-1', { ...rated, knownExploited: true, title: `${name} exploited` }),
        vulnerable('CVE-2030-2', { ...rated, title: `${name} quiet` }),
        vulnerable('CVE-2030-3', { title: `${name} unrated` }),
      ],
    })
  const all = await world.findings('asset=shown&asset=hidden')
  const details = await Promise.all(all.map(async ({ id }) => (await call('GET', `/findings/${id}`)).body))
  const withPoint = (point: string, value: string | null): string[] =>
    details
      .filter(({ ssvc }) =>
        ssvc.deployer.path.some(
          (one: { point: string; value: string | null }) => one.point === point && one.value === value,
        ),
      )
      .map(({ title }) => title)
      .sort()
  const decided = (decision: string | null): string[] =>
    details
      .filter(({ ssvc }) => ssvc.deployer.decision === decision)
      .map(({ title }) => title)
      .sort()
  const decision = details.find(({ title }) => title === 'S exploited').ssvc.deployer.decision
  expect(decision).not.toBeNull()
  expect(decided(decision)).not.toHaveLength(all.length)
  expect(await heldBy(`ssvc.decision == "${decision}"`)).toEqual(decided(decision))
  expect(await heldBy('ssvc.exploitation == "active"')).toEqual(withPoint('exploitation', 'active'))
  expect(await heldBy('ssvc.exposure == "small"')).toEqual(withPoint('exposure', 'small'))
  expect(await heldBy('ssvc.automatable == "yes"')).toEqual(withPoint('automatable', 'yes'))
  expect(await heldBy('ssvc.automatable == ""')).toEqual(withPoint('automatable', null))
  expect(await heldBy('ssvc.humanImpact != "" && ssvc.decision != "" && finding.score > 0.0')).toEqual(
    details
      .filter(
        ({ title, ssvc }) =>
          ssvc.deployer.decision !== null && !withPoint('human-impact', null).includes(title),
      )
      .map(({ title }) => title)
      .sort(),
  )
  expect(await heldBy('"PCI DSS" in asset.compliance && finding.knownExploited')).toEqual(['S exploited'])
  expect(await heldBy('"waf" in asset.controls && finding.knownExploited')).toEqual(['H exploited'])
}, 200_000)

test('rules see whose findings are, and not what other rules tag', async () => {
  const asset = await testAsset(world.pool, 'owned')
  const { body } = await call('POST', '/applications', { name: 'owned app', teamId: team })
  await call('PATCH', `/assets/${asset}`, { applicationId: body.id })
  await world.workOff()
  await ingest(world.pool, {
    asset,
    tool: 'Stance discovery',
    items: [{ type: 'owner', path: '/api/', owner: '@acme/api', source: 'codeowners' }],
  })
  await ingest(world.pool, {
    asset,
    items: [
      code({ path: 'api/a.ts', title: 'api', tags: ['by-tool'] }),
      code({ path: 'b.ts', title: 'rest' }),
    ],
  })
  expect(await heldBy('finding.owner == "@acme/api"')).toEqual(['api'])
  expect(await heldBy('finding.owner == "team:Payments" && finding.ownerSource == "team"')).toEqual(['rest'])
  expect(await heldBy('"by-tool" in finding.tags')).toEqual(['api'])
  await call('POST', '/policies', {
    text: 'policy: tagger\nversion: 1\nrules: [{ id: t, for: { asset: owned }, then: { tag: by-rule } }]\n',
  })
  await world.workOff()
  expect(await titles('tag=by-rule')).toEqual(['api', 'rest'])
  expect(await heldBy('"by-rule" in finding.tags')).toEqual([])
})

test('an editor completes them', async () => {
  const { body } = await call('GET', '/policies/vocabulary')
  const fields = (name: string): string[] =>
    body.variables
      .find((one: { name: string }) => one.name === name)
      .fields.map((field: { name: string }) => field.name)
  expect(fields('ssvc')).toEqual(['decision', 'exploitation', 'exposure', 'automatable', 'humanImpact'])
  expect(fields('finding')).toEqual(expect.arrayContaining(['owner', 'ownerSource']))
})
