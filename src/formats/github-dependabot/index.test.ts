import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { githubDependabot } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(githubDependabot, fixture(name))

test('an empty list or answer has a header and nothing else', async () => {
  const header = { type: 'header', tool: 'Dependabot' }
  expect(await itemsIn('empty.json')).toEqual([header])
  expect(await itemsOf(githubDependabot, '[]')).toEqual([header])
})

test('one alert in all its fields', async () => {
  const [header, observation, ...others] = await itemsIn('one.json')
  expect(header).toEqual({ type: 'header', tool: 'Dependabot', target: 'tea-example/shop' })
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'Steam escapes',
    description: 'Under pressure the lid opens.',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    cwes: [400],
    advisories: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2099-10001'],
    location: { path: 'web/package-lock.json' },
    component: {
      name: '@kettle/tea-pot',
      purl: 'pkg:npm/%40kettle/tea-pot',
      path: 'web/package-lock.json',
      fixVersions: ['1.4.2'],
      direct: false,
    },
    references: [
      'https://github.com/tea-example/shop/security/dependabot/20',
      'https://advisories.example/7',
    ],
    epss: 0.25,
    verdict: { state: 'false_positive', reason: 'inaccurate: No steam here', source: 'github-alert' },
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: ['runtime', 'affected:< 1.4.2'],
  })
  expect(JSON.parse(raw)).toHaveProperty('number', 20)
})

test('what the GraphQL API answers, of several repositories', async () => {
  const items = await itemsIn('many.json')
  expect(headersIn(items).map(({ target }) => target)).toEqual(['tea-example/shop', 'tea-example/ledger'])
  const [malware, ...closed] = observationsIn(items)
  expect(malware).toMatchObject({
    kind: 'malware',
    severity: 'critical',
    cvss: [{ score: 9.8 }],
    cwes: [502],
    component: {
      name: 'example.tea:pot',
      version: '5.3.29',
      purl: 'pkg:maven/example.tea/pot@5.3.29',
      direct: true,
    },
    references: ['https://github.com/tea-example/shop/pull/1', 'https://advisories.example/7'],
    epss: 0.01,
    tags: ['development', 'affected:< 6.0.0'],
  })
  expect(closed.map(({ verdict }) => [verdict?.state, verdict?.reason])).toEqual([
    ['accepted', 'tolerable_risk'],
    ['accepted', 'dismissed by a rule'],
    ['fixed', undefined],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/data/organization/repositories/nodes/0/vulnerabilityAlerts/nodes/3',
    '/errors/0',
  ])
})

test('edges instead of nodes', async () => {
  const items = await itemsIn('edges.json')
  expect(headersIn(items)).toMatchObject([{ target: 'tea-example/shop' }])
  expect(observationsIn(items)).toMatchObject([{ component: { purl: 'pkg:pypi/cup' } }])
})

test('the older webhook', async () => {
  const items = await itemsIn('webhook.json')
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'GHSA-2c2c-3f3f-5g5g',
      title: 'GHSA-2c2c-3f3f-5g5g in rack',
      severity: 'medium',
      advisories: ['GHSA-2c2c-3f3f-5g5g', 'CVE-2099-10002'],
      component: { name: 'rack', fixVersions: ['2.0.6'] },
      references: ['https://advisories.example/8'],
    },
  ])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test.each(['{}', '{"data":{}}', '{"alert":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(githubDependabot, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its advisory, or by its name in an answer', () => {
  const detect = (outline: unknown) => githubDependabot.detect({ syntax: 'json', head: '', outline })
  const alert = { security_advisory: {}, security_vulnerability: {} }
  expect(detect([alert])).toBe(1)
  expect(detect({ action: 'created', alert })).toBe(1)
  expect(detect({ data: { repository: { vulnerabilityAlerts: { nodes: [] } } } })).toBe(1)
  expect(detect({ data: { search: { nodes: [{ vulnerabilityAlerts: { edges: [] } }] } } })).toBe(1)
  expect(detect({ data: {} })).toBe(0)
  expect(detect([{ number: 1 }])).toBe(0)
  expect(detect([])).toBe(0)
})
