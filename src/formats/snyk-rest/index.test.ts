import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { snykRest } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOfFile(snykRest, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Snyk' }])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(snykRest, fixture('one.json'))
  expect(items[0]).toEqual({ type: 'header', tool: 'Snyk', target: '92867a20-30b8-44fd-a59f-da71d59b58f1' })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'SNYK-PYTHON-TEAPOT-9900001',
    title: 'Spout drips',
    severity: 'critical',
    toolSeverity: 'critical',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:H/I:H/A:H/E:H',
        score: 9.6,
        version: '3.1',
        source: 'snyk',
      },
    ],
    cwes: [122],
    advisories: ['SNYK-PYTHON-TEAPOT-9900001', 'CVE-2099-10200'],
    component: { name: 'tea-pot', version: '9.5.0', purl: 'pkg:pypi/tea-pot@9.5.0' },
    references: ['https://nvd.example/CVE-2099-10200'],
    remediation: 'Upgrade to 9.5.1',
    fingerprints: { 'snyk/key': 'SNYK-PYTHON-TEAPOT-9900001' },
    knownExploited: true,
    verdict: { state: 'accepted', source: 'snyk-ignore' },
    seenAt: '2025-09-11T18:25:22.457Z',
    tags: ['not-applicable', 'exploit:CISA', 'risk-score:649'],
    tool: 'Snyk Open Source',
  })
})

test('code, cloud and packages in versions; every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(snykRest, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'code',
      rule: 'Use of Hardcoded Passwords',
      cwes: [259],
      location: { path: 'src/till.js', line: 7, endLine: 7, column: 3, endColumn: 20 },
      related: [{ path: 'src/shop.js' }],
      fingerprints: { 'snyk/keyAsset': '4312279e-39d9-463d-b684-3a10059058f6' },
      verdict: { state: 'fixed', reason: 'disappeared' },
      tool: 'Snyk Code',
    },
    {
      kind: 'cloud',
      rule: 'SNYK-CC-00172',
      resource: {
        address: 'arn:aws:s3:::shop',
        type: 'aws_s3_bucket',
        provider: 'aws',
        region: 'eu-west-1',
        account: '123456789012',
      },
    },
    { kind: 'container', component: { name: 'lid', version: '1' } },
    { kind: 'container', component: { name: 'lid', version: '2' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/2', '/links/next'])
  expect(headersIn(items)).toHaveLength(1)
})

test.each(['{}', '[]', '{"data":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(snykRest, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its issues', () => {
  const detect = (outline: unknown) => snykRest.detect({ syntax: 'json', head: '', outline })
  const issue = { type: 'issue', attributes: { effective_severity_level: 'low' } }
  expect(detect({ jsonapi: { version: '1.0' }, data: [issue] })).toBe(1)
  expect(detect({ jsonapi: { version: '1.0' }, data: [] })).toBeGreaterThan(0.5)
  expect(detect({ jsonapi: { version: '1.0' }, data: [{ type: 'report' }] })).toBe(0)
  expect(detect({ data: [] })).toBe(0)
})
