import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ort } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty model has a header and nothing else', async () => {
  expect(await itemsOfFile(ort, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'ORT', target: 'https://git.example/shop.git', revision: 'main' },
  ])
})

test('one violation in all its fields, packages and edges beside it', async () => {
  const items = await itemsOfFile(ort, fixture('one.json'))
  expect(items.slice(0, 4)).toEqual([
    { type: 'header', tool: 'ORT', target: 'https://git.example/shop.git#ledger', revision: 'main' },
    {
      type: 'component',
      ref: '/packages/0',
      name: 'example.shop:ledger',
      version: '1.0',
      purl: 'pkg:maven/example.shop/ledger@1.0',
      path: 'ledger/build.gradle',
      componentType: 'application',
      licenses: ['GPL-3.0-only'],
      root: true,
    },
    {
      type: 'component',
      ref: '/packages/1',
      name: 'example.kettle:tea-pot',
      version: '1.4.1',
      purl: 'pkg:maven/example.kettle/tea-pot@1.4.1',
      direct: true,
      componentType: 'library',
      licenses: ['GPL-3.0-only'],
      hashes: { 'SHA-1': '2973d150' },
    },
    { type: 'dependency', ref: '/packages/0', dependsOn: ['/packages/1'] },
  ])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'license',
    rule: 'NO_GPL',
    title: 'GPL is not wanted',
    description: 'GPL is not wanted. Ask first.',
    severity: 'high',
    toolSeverity: 'ERROR',
    component: {
      name: 'example.kettle:tea-pot',
      version: '1.4.1',
      purl: 'pkg:maven/example.kettle/tea-pot@1.4.1',
      direct: true,
      chain: ['example.shop:ledger@1.0', 'example.kettle:tea-pot@1.4.1'],
    },
    remediation: 'Use another pot.',
    verdict: { state: 'accepted', reason: 'CANT_FIX_EXCEPTION: we may', source: 'ort-resolution' },
    tags: ['GPL-3.0-only', 'DECLARED'],
  })
})

test('vulnerabilities and hints; every element is an item or a problem', async () => {
  const items = await itemsOfFile(ort, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'HINTS', severity: 'info', toolSeverity: 'HINT' },
    {
      kind: 'dependency',
      rule: 'CVE-2099-10190',
      title: 'Lid burns',
      severity: 'high',
      component: { name: '@kettle/lid' },
      cvss: [{ score: 7.5, version: '3.1' }],
    },
    { severity: 'medium', toolSeverity: '4.3', verdict: { state: 'false_positive' } },
  ])
  expect(items.find(({ type }) => type === 'component')).toMatchObject({ scope: 'test', licenses: ['MIT'] })
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/issues/0',
    '/packages/1',
    '/dependency_trees/1',
    '/rule_violations/1',
    '/vulnerabilities/2',
  ])
})

test.each(['{}', '[]', '{"packages":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(ort, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its tables', () => {
  const detect = (outline: unknown) => ort.detect({ syntax: 'json', head: '', outline })
  expect(detect({ path_excludes: [], scope_excludes: [], copyrights: [], licenses: [] })).toBe(1)
  expect(detect({ licenses: [], packages: [] })).toBe(0)
})
