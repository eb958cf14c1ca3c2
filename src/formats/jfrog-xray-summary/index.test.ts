import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { jfrogXraySummary } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an artifact without issues is a target and an asset', async () => {
  expect(await itemsOfFile(jfrogXraySummary, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'JFrog Xray', target: 'shop' },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'shop',
      attributes: { tag: '1.0', path: 'docker-local/shop/1.0/' },
    },
  ])
})

test('one issue in all its fields, a license as a component', async () => {
  const items = await itemsOfFile(jfrogXraySummary, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'XRAY-990010',
    title: 'Kettle spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'critical',
    toolSeverity: 'Critical',
    cvss: [
      { vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.0' },
      { vector: 'AV:N/AC:M/Au:N/C:C/I:C/A:C', score: 9.3, version: '2.0' },
    ],
    cwes: [119],
    advisories: ['XRAY-990010', 'CVE-2099-10170'],
    component: {
      name: 'kettle',
      version: '1.1.1k-r0',
      path: 'docker-local/shop/1.0/sha256__cbc3.tar.gz/3.12:kettle:1.1.1k-r0',
    },
    related: [{ path: 'docker-local/shop/1.0/sha256__dddd.tar.gz/3.12:kettle:1.1.1k-r0' }],
    seenAt: '2025-09-09T00:00:00.937Z',
    tags: ['security'],
  })
  expect(items.find(({ type }) => type === 'component')).toMatchObject({ name: 'kettle', licenses: ['MIT'] })
})

test('an observation for each package; every element is an item or a problem', async () => {
  const items = await itemsOfFile(jfrogXraySummary, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'XRAY-990011', component: { name: 'lid', version: '2.8.0' }, cvss: [{ score: 5.9 }] },
    { rule: 'XRAY-990011', component: { name: 'steam.bin' } },
    { rule: 'XRAY-990012', component: { name: 'example.kettle:lid', fixVersions: ['2.9.0'] } },
    { rule: 'Only words' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/artifacts/0/issues/2',
    '/artifacts/0/licenses/0',
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual(['libs/ledger.jar', 'npm://empty:1'])
})

test.each(['{}', '[]', '{"artifacts":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(jfrogXraySummary, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first artifact', () => {
  const detect = (outline: unknown) => jfrogXraySummary.detect({ syntax: 'json', head: '', outline })
  expect(detect({ artifacts: [{ general: { component_id: 'a' }, issues: [] }] })).toBe(1)
  expect(detect({ artifacts: [{ name: 'a' }] })).toBe(0)
  expect(detect({ artifacts: [] })).toBe(0)
})
