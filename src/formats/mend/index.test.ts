import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fixVersionsOf } from './fix.ts'
import { mend } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('no findings: a header and nothing else', async () => {
  expect(await itemsOfFile(mend, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Mend' }])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(mend, fixture('one.json'))
  expect(headersIn(items).at(-1)).toEqual({ type: 'header', tool: 'Mend', target: 'shop' })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10280',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' },
      { score: 5, version: '2.0' },
    ],
    advisories: ['CVE-2099-10280'],
    component: {
      name: 'example.kettle:tea-pot',
      version: '1.16',
      purl: 'pkg:maven/example.kettle/tea-pot@1.16',
      path: 'lib/tea-pot-1.16.jar',
      fixVersions: ['1.18'],
    },
    related: [{ path: 'old/tea-pot-1.16.jar' }],
    references: [
      'https://nvd.example/CVE-2099-10280',
      'https://kettle.example/issues/64',
      'https://kettle.example/commit/18',
    ],
    remediation: 'Upgrade To Version tea-pot-1.18',
    tags: ['file:tea-pot-1.16.jar'],
  })
})

test("the agent's report: libraries are components that hold their vulnerabilities", async () => {
  const items = await itemsOfFile(mend, fixture('agent.json'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'Mend', target: 'shop', producedAt: '2099-01-03T08:49:19.000Z' },
  ])
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    {
      name: '@kettle/lid',
      purl: 'pkg:npm/%40kettle/lid@5.1.1',
      licenses: ['ISC'],
      hashes: { 'SHA-1': '1da27e6710271947695daf6848e847f01d84b920' },
    },
    { name: 'tea', version: 'v2' },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'WS-2099-0001',
      severity: 'low',
      component: { name: '@kettle/lid', path: 'shop/src/lid.c' },
      cvss: [{ score: 2.1 }],
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/libraries/0/vulnerabilities/1'])
})

test("the platform's findings, of several projects and pages", async () => {
  const items = await itemsOfFile(mend, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'high',
      epss: 0.003,
      component: { direct: false, fixVersions: ['1.17.1', '1.18'] },
      remediation: 'Upgrade to version: example.kettle:tea-pot:1.17.1,1.18;example.kettle:lid:9.9',
      verdict: { state: 'fixed', source: 'mend-status', reason: 'LIBRARY_REMOVED' },
      seenAt: '2099-04-11T21:44:34.000Z',
      fingerprints: { 'mend/finding': '23bcab53-0000-4000-8000-89880a1ba8ae' },
      tags: ['exploit:HIGH', 'reachability:RED_SHIELD'],
    },
    { severity: 'unknown', component: { name: 'spout.jar', direct: true } },
  ])
  expect(observationsIn(items)[1]).not.toHaveProperty('remediation')
  expect(headersIn(items).map(({ target }) => target)).toEqual([undefined, 'shop', 'ledger'])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/response/2', '/additionalData/paging'])
})

test('alerts of vulnerabilities and of policies', async () => {
  const items = await itemsOfFile(mend, fixture('alerts.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2099-10283',
      component: { purl: 'pkg:pypi/lid@1', direct: true },
      verdict: { state: 'accepted', reason: 'never poured' },
      fingerprints: { 'mend/alert': 'd4' },
      seenAt: '2099-01-05T00:00:00.000Z',
    },
    { kind: 'license', rule: 'REJECTED_BY_POLICY_RESOURCE', title: 'Policy: no tea', severity: 'high' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/alerts/2'])
})

test.each([
  ['Upgrade to version lid - 1.2,2.3', 'lid', ['1.2', '2.3']],
  ['Upgrade to version example.kettle:lid:1.13', 'example.kettle:lid', ['1.13']],
  ['tea - 1.0,tea-lid - 4.0', 'tea', ['1.0']],
  ['v1.4.0', 'tea', ['1.4.0']],
  ['no_fix', 'tea', []],
  ['Replace or update the following files: Lid.java', 'tea', []],
])('fix versions in %s', (fixResolution, name, versions) => {
  expect(fixVersionsOf({ fixResolution }, name)).toEqual(versions)
})

test.each(['{}', '[]', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(mend, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its libraries', () => {
  const detect = (outline: unknown) => mend.detect({ syntax: 'json', head: '', outline })
  const library = { keyUuid: 'a' }
  expect(detect({ vulnerabilities: [{ name: 'CVE-2099-1', severity: 'low', library }] })).toBe(1)
  expect(detect({ vulnerabilities: [{ name: 'CVE-2099-1', severity: 'low' }] })).toBe(0)
  expect(detect({ projectVitals: {}, libraries: [] })).toBe(1)
  expect(detect({ alerts: [{ type: 'A', level: 'MAJOR', library }] })).toBe(1)
  expect(detect({ response: [], supportToken: 'a', additionalData: {} })).toBe(0.9)
  expect(detect({ response: [] })).toBe(0)
})
