import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { jfrogXrayScan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a scan without results is a target and an asset', async () => {
  expect(await itemsOfFile(jfrogXrayScan, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'JFrog Xray', target: 'registry.example/shop' },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: { tag: 'latest' },
    },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(jfrogXrayScan, fixture('one.json'))
  expect(items[0]).toEqual({ type: 'header', tool: 'JFrog Xray', target: 'example.shop:ledger@1.0' })
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'XRAY-990020',
    title: 'The spout drips',
    description: 'All of it.',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' },
      { vector: 'AV:N/AC:L/Au:N/C:N/I:N/A:P', score: 5, version: '2.0' },
    ],
    cwes: [400],
    advisories: ['XRAY-990020', 'CVE-2099-10180'],
    component: {
      name: 'example.kettle:tea-pot',
      version: '1.16',
      purl: 'pkg:maven/example.kettle/tea-pot@1.16',
      path: 'lib/tea-pot-1.16.jar',
      fixVersions: ['1.26'],
      chain: ['example.shop:ledger@1.0', 'example.kettle:tea-pot@1.16'],
    },
    references: ['https://kettle.example/notices/180'],
    remediation: 'Upgrade.',
    tags: ['jfrog-severity:Low'],
  })
})

test('an observation for each package and each violation; every element is an item or a problem', async () => {
  const items = await itemsOfFile(jfrogXrayScan, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'container',
      severity: 'unknown',
      title: 'XRAY-990021 in libcrypto3',
      component: { name: 'libcrypto3', path: 'sha256__78a8.tar' },
    },
    { component: { name: 'libssl3', version: '3.1.1-r1' } },
    { kind: 'license', rule: 'GPL-3.0', component: { name: 'lid' }, tags: ['license', 'watch:shop-watch'] },
  ])
  expect(items.find(({ type }) => type === 'component')).toMatchObject({ name: 'spout', licenses: ['MIT'] })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/vulnerabilities/1'])
})

test.each(['{}', '[{}]', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(jfrogXrayScan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first scan', () => {
  const detect = (outline: unknown) => jfrogXrayScan.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ scan_id: 'a', component_id: 'b' }])).toBe(1)
  expect(detect([{ scan_id: 'a' }])).toBe(0)
  expect(detect([])).toBe(0)
})
