import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { anchoreEnterprise } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one row in all its fields, its image as target and asset', async () => {
  const items = await itemsOfFile(anchoreEnterprise, fixture('one.json'))
  expect(items.slice(0, 2)).toEqual([
    {
      type: 'header',
      tool: 'Anchore Enterprise',
      target: 'registry.example/shop',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: {
        tag: '1.0',
        digest: 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658',
      },
    },
  ])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'dockerfile:instruction',
    title: "Dockerfile directive 'HEALTHCHECK' not found",
    description: "Dockerfile directive 'HEALTHCHECK' not found",
    severity: 'medium',
    toolSeverity: 'warn',
    resource: { address: 'registry.example/shop', type: 'container-image' },
    fingerprints: { 'anchore/trigger': '41cb7cdf04850e33a11f80c42bf660b3' },
    verdict: { state: 'accepted', reason: 'Global Whitelist', source: 'anchore-allowlist' },
    tags: ['dockerfile', 'action:warn', 'policy:48e6f7d6'],
  })
  expect(problemsIn(items)).toEqual([])
})

test('every row is an observation or a problem, an evaluation without rows is told', async () => {
  const items = await itemsOfFile(anchoreEnterprise, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { kind: 'container', rule: 'CVE-2099-10211', severity: 'high', component: { name: 'libkettle' } },
    { kind: 'license', rule: 'licenses:blacklist_exact_match', severity: 'info', toolSeverity: 'go' },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where.slice(-28), incomplete])).toEqual([
    ['~1till:1.0/0/detail/result/result'.slice(-28), true],
    ['esult/c1d974aa/result/rows/1'.slice(-28), true],
  ])
})

test.each(['{}', '[]', '[{"a":{}}]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(anchoreEnterprise, text)).rejects.toThrow(UnreadableReport)
})

test('is known by digests and evaluations', () => {
  const detect = (outline: unknown) => anchoreEnterprise.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ 'sha256:a': { t: [{ detail: { policy: {} } }] } }])).toBe(1)
  expect(detect([{ 'sha256:a': { t: [] } }])).toBe(0)
  expect(detect([{ a: 1 }])).toBe(0)
})
