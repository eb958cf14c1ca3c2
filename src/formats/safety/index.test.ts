import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { safety } from './index.ts'

const items = async (name: string) => itemsOfFile(safety, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([
    {
      type: 'header',
      tool: 'Safety',
      toolVersion: '3.2.0',
      target: '/venv/lib',
      producedAt: '2025-09-01T08:00:00.000Z',
    },
  ])
})

test('one vulnerability in all its fields', async () => {
  const [header, observation, ...others] = await items('one.json')
  expect(header).toMatchObject({ target: 'requirements.txt' })
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: '90001',
    title: 'Ledger before 1.4.0 reads any file',
    description: 'Ledger before 1.4.0 reads any file. Update it.\n\nAffected versions: <1.4.0',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5, version: '3.1' }],
    advisories: ['CVE-2099-10050', 'PVE-2099-90001'],
    component: {
      name: 'ledger',
      version: '1.2.0',
      purl: 'pkg:pypi/ledger@1.2.0',
      path: 'app/requirements.txt',
      fixVersions: ['1.4.0'],
      direct: true,
    },
    references: ['https://safety.example/v/PVE-2099-90001/90001/', 'https://news.example/1'],
    remediation: 'Update ledger to 1.4.2',
  })
})

test('packages, what is ignored, what is broken', async () => {
  const found = await items('many.json')
  expect(found.filter((item) => item.type === 'component')).toMatchObject([
    { name: 'ledger', version: '1.2.0', purl: 'pkg:pypi/ledger@1.2.0' },
    { name: 'Stock_Kit', purl: 'pkg:pypi/stock-kit@2' },
  ])
  expect(observationsIn(found)).toMatchObject([
    { rule: '90002', severity: 'unknown', advisories: ['CVE-2099-10051'], component: { fixVersions: ['3'] } },
    { rule: '90003', verdict: { state: 'accepted', reason: 'not used', source: 'safety' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/vulnerabilities/1'])
})

test('lists of values', async () => {
  const found = await items('version-1.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: '90001', advisories: ['CVE-2099-10050'], severity: 'high', cvss: [{ score: 7 }] },
    { rule: '90002', severity: 'unknown', component: { name: 'stock-kit', version: '2' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/2'])
})

test('a scan of a project', async () => {
  const found = await items('scan.json')
  expect(found[0]).toEqual({
    type: 'header',
    tool: 'Safety',
    toolVersion: '3.2.0',
    target: 'git@git.example:acme/shop.git',
    producedAt: '2025-09-01T08:00:00.000Z',
    branch: 'main',
    revision: 'abc123',
  })
  expect(found.filter((item) => item.type === 'component')).toMatchObject([
    { name: 'stock-kit', purl: 'pkg:pypi/stock-kit' },
    { name: 'ledger', version: '1.2.0', path: 'requirements.txt' },
  ])
  expect(observationsIn(found)).toMatchObject([
    {
      rule: '90001',
      component: { version: '1.2.0', path: 'requirements.txt', fixVersions: ['1.4.2', '2.0'] },
      remediation: 'Update ledger to 1.4.2',
    },
    { rule: '90003', verdict: { state: 'accepted', reason: 'manual: not used' } },
  ])
  expect(problemsIn(found)).toMatchObject([{ incomplete: true }])
})

test.each(['{}', '{"report_meta":{}}', '{"scan_results":{}}'])('refuses %s', async (text) => {
  await expect(itemsOf(safety, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its frame, or by its lists of values', () => {
  const detect = (outline: unknown) =>
    safety.detect({ syntax: 'json', head: JSON.stringify(outline), outline })
  expect(detect({ report_meta: {}, vulnerabilities: [] })).toBe(1)
  expect(detect({ meta: { scan_type: 'scan' }, scan_results: {} })).toBe(1)
  expect(detect([['a', '<1', '0', 'b', '12', null, null]])).toBe(0.9)
  expect(detect([['a', '<1']])).toBe(0)
  expect(detect({ vulnerabilities: [] })).toBe(0)
})
