import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { anchorectlPolicies } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const digest = 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658'

test('an image that passed is a target and an asset', async () => {
  expect(await itemsOfFile(anchorectlPolicies, fixture('empty.json'))).toEqual([
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
      attributes: { tag: '1.0', digest },
    },
  ])
})

test('one detail in all its fields', async () => {
  const items = await itemsOfFile(anchorectlPolicies, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'dockerfile:effective_user',
    title: 'User root found as effective user, which is not on the allowed list',
    description: 'User root found as effective user, which is not on the allowed list',
    severity: 'medium',
    toolSeverity: 'warn',
    resource: { address: 'registry.example/shop', type: 'container-image' },
    remediation: 'Use another user.',
    fingerprints: { 'anchore/trigger': 'b2605c2ddbdb02b8e2365c9248dada5a' },
    verdict: { state: 'accepted', source: 'anchore-allowlist' },
    tags: ['dockerfile', 'action:warn', 'policy:RootUser'],
  })
})

test('the older list: every detail is an observation or a problem', async () => {
  const items = await itemsOfFile(anchorectlPolicies, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'container',
      rule: 'CVE-2099-10210',
      severity: 'critical',
      toolSeverity: 'CRITICAL',
      component: { name: 'lid-1.0.jar', path: 'app/lid-1.0.jar', fixVersions: ['1.1'] },
      references: ['https://nvd.example/CVE-2099-10210'],
      tags: ['action:stop', 'policy:Vulns'],
    },
    { kind: 'secret', severity: 'high', toolSeverity: 'stop' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/detail/2'])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'registry.example/shop',
    'registry.example/till',
  ])
  expect(assetsIn(items)).toHaveLength(2)
})

test.each(['{}', '[{}]', '"text"', ''])('refuses %j', async (text) => {
  await expect(itemsOf(anchorectlPolicies, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its evaluations', () => {
  const detect = (outline: unknown) => anchorectlPolicies.detect({ syntax: 'json', head: '', outline })
  expect(detect({ evaluations: [], policyId: 'a', imageDigest: 'b' })).toBe(1)
  expect(detect([{ detail: [], finalAction: 'go', policyId: 'a' }])).toBe(1)
  expect(detect([{ detail: [] }])).toBe(0)
  expect(detect([])).toBe(0)
})
