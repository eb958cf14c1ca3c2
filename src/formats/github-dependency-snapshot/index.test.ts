import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { githubDependencySnapshot } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('no manifest is a header and nothing else', async () => {
  expect(await itemsOfFile(githubDependencySnapshot, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'trivy', toolVersion: '0.66.0', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('packages in all their fields, and the edges between them', async () => {
  const items = await itemsOfFile(githubDependencySnapshot, fixture('one.json'))
  const [teaPot, lid] = ['tea-pot', 'lid'].map((name) => `/manifests/web~1package-lock.json/resolved/${name}`)
  expect(items).toEqual([
    {
      type: 'header',
      tool: 'trivy',
      toolVersion: '0.66.0',
      producedAt: '2025-09-01T08:30:00.000Z',
      branch: 'main',
      revision: '39da54a1ff04120a31df8cbc94ce9ede251d21a3',
    },
    {
      type: 'component',
      ref: teaPot,
      name: 'tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/tea-pot@1.4.1',
      componentType: 'library',
      scope: 'runtime',
      direct: true,
      path: 'web/package-lock.json',
    },
    {
      type: 'component',
      ref: lid,
      name: 'lid',
      version: '2.0.0',
      purl: 'pkg:npm/lid@2.0.0',
      componentType: 'library',
      scope: 'development',
      direct: false,
      path: 'web/package-lock.json',
    },
    { type: 'dependency', ref: teaPot, dependsOn: [lid] },
  ])
})

test('every element is an item or a problem', async () => {
  const items = await itemsOfFile(githubDependencySnapshot, fixture('many.json'))
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    { name: 'kettle', version: '2.0.1' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/manifests/a/resolved/bad~1one',
    '/manifests/b',
  ])
})

test.each(['{}', '[]', '{"manifests":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(githubDependencySnapshot, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its detector and manifests', () => {
  const detect = (outline: unknown) => githubDependencySnapshot.detect({ syntax: 'json', head: '', outline })
  const frame = { version: 0, job: {}, detector: { name: 'a', url: 'b' }, manifests: {} }
  expect(detect(frame)).toBe(1)
  expect(detect({ ...frame, detector: {} })).toBe(0)
  expect(detect({ manifests: {} })).toBe(0)
})
