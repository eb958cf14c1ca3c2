import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nexusIq } from './index.ts'
import { severityOfThreat } from './violation.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('no components: a header and nothing else', async () => {
  expect(await itemsOfFile(nexusIq, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Sonatype Lifecycle' },
  ])
})

test('one violation in all its fields, its component beside it', async () => {
  const items = await itemsOfFile(nexusIq, fixture('one.json'))
  expect(items[0]).toEqual({
    type: 'header',
    tool: 'Sonatype Lifecycle',
    target: 'Shop',
    producedAt: '2026-01-01T00:00:00.000Z',
  })
  expect(items[1]).toEqual({
    type: 'component',
    ref: '/components/0',
    name: 'example.kettle:tea-pot',
    version: '1.16',
    purl: 'pkg:maven/example.kettle/tea-pot@1.16?type=jar',
    componentType: 'library',
    direct: false,
    path: 'shop.war/lib/tea-pot-1.16.jar',
  })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10290',
    title: 'Found security vulnerability CVE-2099-10290 with severity >= 7 (severity = 7.5).',
    description:
      'Found security vulnerability CVE-2099-10290 with severity >= 7 (severity = 7.5).\nFound security vulnerability CVE-2099-10290 with severity < 9 (severity = 7.5).',
    severity: 'critical',
    toolSeverity: '9',
    cvss: [{ score: 7.5 }],
    advisories: ['CVE-2099-10290'],
    component: {
      name: 'example.kettle:tea-pot',
      version: '1.16',
      purl: 'pkg:maven/example.kettle/tea-pot@1.16?type=jar',
      path: 'shop.war/lib/tea-pot-1.16.jar',
      direct: false,
      chain: ['example.shop:till@2.0', 'example.kettle:tea-pot@1.16'],
    },
    related: [{ path: 'shop.war/old/tea-pot-1.16.jar' }],
    fingerprints: { 'nexus-iq/violation': 'd4' },
    verdict: { state: 'accepted', source: 'nexus-iq-waiver' },
    tags: ['policy:Security-High', 'High risk CVSS score', 'SECURITY'],
  })
})

test('the raw report: vulnerabilities and licences of components', async () => {
  const items = await itemsOfFile(nexusIq, fixture('many.json'))
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    { name: 'lid', purl: 'pkg:npm/lid@1.9', licenses: ['GPL-3.0', 'MIT'] },
    { name: 'spout.jar' },
  ])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'sonatype-2099-0330', severity: 'medium', toolSeverity: 'severe', cvss: [{ score: 6.5 }] },
    {
      rule: 'CVE-2099-10291',
      severity: 'critical',
      cwes: [79],
      cvss: [{ score: 9.8, version: '3.1', source: 'cve' }],
      verdict: { state: 'false_positive', reason: 'Not Applicable' },
    },
    { kind: 'license', rule: 'Copyleft', severity: 'high', component: { name: 'lid' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/components/0/securityData/securityIssues/2'])
})

test("violations of policies, each application's after its header", async () => {
  const items = await itemsOfFile(nexusIq, fixture('violations.json'))
  expect(headersIn(items).map(({ target }) => target)).toEqual(['Shop', 'ledger'])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'license',
      rule: 'License-Banned',
      severity: 'high',
      component: { purl: 'pkg:npm/lid@1.9' },
      references: ['https://iq.example/report/1'],
      seenAt: '2099-01-06T10:00:00.000Z',
      tags: ['policy:License-Banned', 'Copyleft', 'stage:build'],
    },
    { kind: 'dependency', rule: 'sonatype-2099-0331', severity: 'medium' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/applicationViolations/0/policyViolations/2'])
})

test('threat levels are in bands of their own', () => {
  const levels = [undefined, 0, 1, 2, 3, 4, 7, 8, 10]
  expect(levels.map(severityOfThreat)).toEqual([
    'unknown',
    'info',
    'low',
    'medium',
    'medium',
    'high',
    'high',
    'critical',
    'critical',
  ])
})

test.each(['{}', '[]', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(nexusIq, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its components and their application', () => {
  const detect = (outline: unknown) => nexusIq.detect({ syntax: 'json', head: '', outline })
  const component = { hash: 'a', matchState: 'exact' }
  expect(detect({ components: [{ ...component, violations: [] }] })).toBe(1)
  expect(detect({ components: [{ ...component, securityData: {}, licenseData: {} }] })).toBe(1)
  expect(detect({ components: [component] })).toBe(0)
  expect(detect({ components: [], application: { publicId: 'shop' }, reportTime: 1 })).toBe(1)
  expect(detect({ applicationViolations: [{ application: {}, policyViolations: [] }] })).toBe(1)
  expect(detect({ components: [] })).toBe(0)
})
