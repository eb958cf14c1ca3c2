import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { blackduck } from './index.ts'
import { packageOfOrigin } from './origin.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(blackduck, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Black Duck' }])
})

test('one row in all its fields', async () => {
  const items = await itemsOfFile(blackduck, fixture('one.csv'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Black Duck', target: 'shop latest' }])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'BDSA-2099-2725',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ score: 7.5, source: 'BDSA' }],
    cwes: [400],
    advisories: ['BDSA-2099-2725', 'CVE-2099-10080'],
    component: {
      name: 'example.kettle:tea-pot',
      version: '1.18',
      purl: 'pkg:maven/example.kettle/tea-pot@1.18',
      path: 'lib/tea-pot.jar',
    },
    related: [{ path: 'pom.xml' }],
    references: ['https://nvd.example/CVE-2099-10080', 'https://kettle.example/notices/80'],
    remediation: 'Upgrade to 1.19.',
    verdict: { state: 'accepted', reason: 'IGNORED: nobody drinks tea', source: 'blackduck-remediation' },
    tags: ['Kettle Tea Pot', 'solution-available', 'exploit-available', 'RCE'],
  })
})

test('older column names; every row is an observation or a problem', async () => {
  const items = await itemsOfFile(blackduck, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '103918',
      advisories: ['VULNDB-103918'],
      component: { name: '@kettle/lid', purl: 'pkg:npm/%40kettle/lid@1.7' },
    },
    { title: 'CVE-2099-10081 in steam', verdict: { state: 'fixed' }, component: { name: 'steam' } },
    {
      kind: 'container',
      severity: 'unknown',
      toolSeverity: 'OK',
      component: { name: 'openssl', purl: 'pkg:deb/debian/openssl@3.0.1-1?arch=amd64' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test('components with their licenses, and those that break a policy', async () => {
  const items = await itemsOfFile(blackduck, fixture('components.csv'))
  expect(items.filter((item) => item.type === 'component')).toMatchObject([
    { name: 'lid', purl: 'pkg:npm/lid@0.1.21', licenses: ['(MIT License OR GPL 2.0)'] },
    { name: 'kettle/spout', version: 'v0.2' },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'license',
      rule: 'component-policy',
      title: 'Policy violation: lid 0.1.21',
      severity: 'unknown',
      tags: ['(MIT License OR GPL 2.0)', 'operational-risk:HIGH', 'usage:DYNAMICALLY_LINKED'],
    },
  ])
})

test('files are where components were found', async () => {
  expect(await itemsOfFile(blackduck, fixture('files.csv'))).toMatchObject([
    { type: 'header' },
    { type: 'component', name: 'Kettle Lid', version: '1.7', path: 'app/shop.war!/WEB-INF/lib/lid-1.7.jar' },
  ])
})

test('what the API answers', async () => {
  const items = await itemsOfFile(blackduck, fixture('api.json'))
  const [first, second] = observationsIn(items)
  const { raw: _, ...fields } = first ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'BDSA-2099-2909',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    cvss: [{ score: 7.5, source: 'BDSA' }],
    cwes: [400],
    advisories: ['BDSA-2099-2909', 'CVE-2099-10085'],
    component: { name: 'Kettle.TeaPot', version: '1.4.1', purl: 'pkg:nuget/Kettle.TeaPot@1.4.1' },
    references: ['https://blackduck.example/api/vulnerabilities/CVE-2099-10085'],
    verdict: { state: 'open', reason: 'REMEDIATION_REQUIRED: soon', source: 'blackduck-remediation' },
    tags: ['Kettle Tea Pot', 'MIT License', 'RCE'],
  })
  expect(second).toMatchObject({
    severity: 'critical',
    verdict: { state: 'accepted' },
    cvss: [{ version: '3.1' }],
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/items/2'])
})

test.each([
  ['maven', 'example.kettle:lid:1.0', 'pkg:maven/example.kettle/lid@1.0'],
  ['golang', 'ledger.example/book:v1.0.0', 'pkg:golang/ledger.example/book@v1.0.0'],
  ['centos', 'bash/0:4.2/x86_64', 'pkg:rpm/centos/bash@0:4.2?arch=x86_64'],
  ['unknown', 'a/1', undefined],
  ['npmjs', 'lid', undefined],
])('%s %s is %s', (origin, id, purl) => {
  expect(packageOfOrigin(origin, id)?.purl).toBe(purl)
})

test.each(['{}', 'a,b\n1,2\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(blackduck, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns and its items', () => {
  const columns = (names: string[]) => blackduck.detect({ syntax: 'csv', head: '', columns: names })
  const json = (outline: unknown) => blackduck.detect({ syntax: 'json', head: '', outline })
  expect(columns(['Vulnerability id', 'Remediation status', 'Security Risk'])).toBe(1)
  expect(columns(['Vulnerability id', 'Severity'])).toBe(0)
  const item = { componentName: 'a', vulnerabilityWithRemediation: { vulnerabilityName: 'b' } }
  expect(json([item])).toBe(1)
  expect(json({ items: [item] })).toBe(1)
  expect(json({ items: [] })).toBe(0)
})
