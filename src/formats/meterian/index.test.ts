import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { meterian } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a project without advice has a header with its name and branch', async () => {
  expect(await itemsOfFile(meterian, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'Meterian',
      target: 'shop-api',
      branch: 'main',
      producedAt: '2026-03-04T09:10:11.000Z',
    },
  ])
})

test('one advice in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(meterian, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2026-10001',
    title: 'The lid of the pot can be lifted by anyone',
    description: 'The lid of the pot can be lifted by anyone. Raise it to 1.4.9.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ score: 7.5 }],
    cwes: [400],
    advisories: ['CVE-2026-10001', 'GHSA-2222-3333-4444'],
    component: {
      name: '@shop/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40shop/tea-pot@1.4.1',
      fixVersions: ['1.4.9', '2.0.0'],
      direct: true,
      chain: ['@shop/kitchen@2.0.0', '@shop/tea-pot@1.4.1'],
    },
    references: ['https://tea.example/GHSA-2222-3333-4444'],
    fingerprints: { meterian: '0c0ffee0-1111-4222-8333-444455556666' },
    tags: ['affected:[,1.4.9)'],
  })
  expect(JSON.parse(raw)).toHaveProperty('advice.cwe', 'CWE-400')
})

test('every advice, licence and doubt arrives, or is a problem', async () => {
  const items = await itemsOfFile(meterian, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '0c0ffee0-1111-4222-8333-444455557777',
      severity: 'low',
      component: { purl: 'pkg:maven/org.shop/kettle@3.0', direct: false, chain: ['org.shop:kettle@3.0'] },
    },
    { kind: 'license', rule: 'license-warning', severity: 'low', component: { purl: 'pkg:npm/spoon@1.0.0' } },
    {
      kind: 'license',
      rule: 'license-violation',
      title: 'cup: AGPL-3.0 is not allowed.',
      severity: 'medium',
    },
  ])
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    { name: 'spoon' },
    { name: 'cup', licenses: ['AGPL-3.0-only'] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/reports/security/reports/0/reports/0/advices/1',
    '/reports/security/reports/1/reports/0',
    '/reports/licensing/reports/0/results/2',
  ])
})

test.each(['{}', '[]', '{"reports":{"security":7}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(meterian, text)).rejects.toThrow(UnreadableReport)
})
