import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { syft } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a folder without packages has a header and nothing else', async () => {
  expect(await itemsOfFile(syft, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'syft', toolVersion: '0.80.0', target: 'services/shop' },
  ])
})

test('an image, its system, one package in all its fields and an edge', async () => {
  expect(await itemsOfFile(syft, fixture('one.json'))).toEqual([
    { type: 'header', tool: 'syft', toolVersion: '1.30.0', target: 'registry.example/shop' },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: {
        tag: '1.0',
        digest: 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658',
        imageId: 'sha256:cc60',
        architecture: 'arm64',
        os: 'alpine 3.12.12',
      },
    },
    {
      type: 'component',
      ref: '8cb449c3',
      name: 'registry.example/shop',
      version: '1.0',
      componentType: 'container',
      root: true,
    },
    {
      type: 'component',
      ref: 'distro',
      name: 'alpine',
      version: '3.12.12',
      componentType: 'operating-system',
    },
    {
      type: 'component',
      ref: '70a21b16f1a2cc6a',
      name: 'kettle',
      version: '3.2.0-r7',
      purl: 'pkg:apk/alpine/kettle@3.2.0-r7?arch=aarch64',
      cpe: 'cpe:2.3:a:kettle:kettle:3.2.0-r7:*:*:*:*:*:*:*',
      componentType: 'library',
      licenses: ['GPL-2.0-only'],
      supplier: 'Ann <ann@kettle.example>',
      path: 'lib/apk/db/installed',
    },
    { type: 'dependency', ref: '87076443f088ac71', dependsOn: ['70a21b16f1a2cc6a'] },
  ])
})

test('the shapes of older schemas; every element is an item or a problem', async () => {
  const items = await itemsOfFile(syft, fixture('many.json'))
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    { name: 'ubuntu', version: '20.04' },
    { name: '@kettle/lid', licenses: ['MIT'], path: 'package-lock.json' },
    { name: 'jar', hashes: { sha1: '2973d150' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/artifacts/2', '/artifactRelationships/0'])
})

test.each(['{}', '[]', '{"artifacts":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(syft, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its descriptor or its first package', () => {
  const detect = (outline: unknown) => syft.detect({ syntax: 'json', head: '', outline })
  expect(detect({ artifacts: [], descriptor: { name: 'syft' } })).toBe(1)
  expect(detect({ artifacts: [{ id: 'a', foundBy: 'b', cpes: [], purl: '' }] })).toBe(0.9)
  expect(detect({ artifacts: [], descriptor: { name: 'grype' } })).toBe(0)
  expect(detect({ artifacts: [{ general: {} }] })).toBe(0)
})
