import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fixVersionsOf, labelOfId, packageOfFile, packageOfId } from './component-id.ts'
import { jfrogXray } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty export has a header and nothing else', async () => {
  expect(await itemsOfFile(jfrogXray, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'JFrog Xray' },
  ])
})

test('one issue in all its fields', async () => {
  const { raw: _, ...fields } = observationsIn(await itemsOfFile(jfrogXray, fixture('one.json')))[0] ?? {
    raw: '',
  }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'XRAY-990001',
    title: 'The spout drips.',
    description: 'The spout drips. Tea is lost.',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      { vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.0' },
      { vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', score: 7.5, version: '2.0' },
    ],
    cwes: [787],
    advisories: ['XRAY-990001', 'CVE-2099-10160'],
    component: {
      name: 'kettle',
      version: '2:1.6.4-3',
      purl: 'pkg:deb/debian/kettle@2:1.6.4-3?distro=bookworm',
      fixVersions: ['2:1.6.4-4'],
    },
    tags: ['security', 'vulnerable:< 2:1.6.4-4'],
  })
})

test('every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(jfrogXray, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Lid burns',
      severity: 'unknown',
      cvss: [{ score: 5.9, version: '3.1' }],
      component: { purl: 'pkg:pypi/lid@9.0.1' },
    },
    {
      rule: 'XRAY-990002',
      severity: 'info',
      advisories: ['XRAY-990002'],
      tags: ['CVE-2099-10161', 'CVE-2099-10162'],
      component: { name: 'example.kettle:steam', fixVersions: ['1.2'] },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/1'])
})

test.each([
  ['npm://@kettle/lid:2.0', { name: '@kettle/lid', version: '2.0', purl: 'pkg:npm/%40kettle/lid@2.0' }],
  ['rpm://9:bash:0:5.1-9', { name: 'bash', version: '5.1-9', purl: 'pkg:rpm/bash@5.1-9?distro=9' }],
  [
    'alpine://3.18:libssl3:3.1.1-r1',
    { name: 'libssl3', version: '3.1.1-r1', purl: 'pkg:apk/alpine/libssl3@3.1.1-r1?distro=3.18' },
  ],
  ['generic://sha256:78a8/layer.tar', { name: 'sha256:78a8/layer.tar' }],
  ['gav://shop', { name: 'shop', version: undefined, purl: undefined }],
])('%s is a package', (id, expected) => {
  expect(packageOfId(id)).toEqual(expected)
})

test('files, labels and ranges', () => {
  expect(packageOfFile('tea-pot-jvm-2.8.0.jar')).toEqual({ name: 'tea-pot-jvm', version: '2.8.0' })
  expect(packageOfFile('3.12:openssl:1.1.1k-r0')).toEqual({ name: 'openssl', version: '1.1.1k-r0' })
  expect(packageOfFile('kettle.bin')).toEqual({ name: 'kettle.bin' })
  expect(labelOfId('gav://example.kettle:lid:1')).toBe('example.kettle:lid@1')
  expect(fixVersionsOf(['[1.26]', '≥ 2:1', '(,3.0]', ''])).toEqual(['1.26', '2:1'])
})

test.each(['{}', '[]', '{"data":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(jfrogXray, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its first issue', () => {
  const detect = (outline: unknown) => jfrogXray.detect({ syntax: 'json', head: '', outline })
  expect(detect({ total_count: 1, data: [{ source_comp_id: 'a', component_versions: {} }] })).toBe(1)
  expect(detect({ total_count: 0, data: [] })).toBe(0)
  expect(detect({ total_count: 1, data: [{ id: 'a' }] })).toBe(0)
})
