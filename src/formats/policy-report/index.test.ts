import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { policyReport } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(policyReport, fixture(name))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header' }])
})

test('one violated policy in all its fields', async () => {
  const items = await itemsIn('one.json')
  expect(headersIn(items).at(-1)).toEqual({ type: 'header', tool: 'kyverno' })
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'require-labels/check-team',
    title: 'autogen-check-team',
    description: 'validation error: label team is missing',
    severity: 'medium',
    toolSeverity: 'medium',
    resource: { address: 'Deployment/shop/api', type: 'Deployment', provider: 'kubernetes' },
    references: ['https://docs.example/labels'],
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['Best Practices'],
  })
  expect(JSON.parse(raw)).toMatchObject({ policy: 'require-labels' })
})

test('results of several tools, about several objects', async () => {
  const items = await itemsIn('many.json')
  expect(
    observationsIn(items).map(({ kind, rule, severity, resource }) => [
      kind,
      rule,
      severity,
      resource?.address,
    ]),
  ).toEqual([
    ['config', 'require-labels/check-team', 'medium', 'Pod/shop/a'],
    ['config', 'require-labels/check-team', 'medium', 'Pod/shop/b'],
    ['container', 'CVE-2099-10070', 'high', 'Deployment/shop/api'],
    ['config', 'SECURITY-001', 'unknown', 'Deployment/shop/api'],
    ['runtime', 'Terminal shell in container', 'critical', undefined],
    ['identity', 'rbac-wildcard', 'unknown', 'ClusterRole/brewer'],
    ['secret', 'house-token', 'unknown', undefined],
  ])
  expect(observationsIn(items)[0]?.tags).toEqual(['Best Practices', 'warning'])
  expect(observationsIn(items)[2]).toMatchObject({
    title: 'zlib: overflow',
    advisories: ['CVE-2099-10070'],
    cvss: [{ score: 8.1 }],
    component: { name: 'zlib', version: '1.2.11-r0', fixVersions: ['1.2.12-r0', '1.3-r0'] },
    references: ['https://avd.example/CVE-2099-10070'],
  })
  expect(headersIn(items).flatMap(({ tool }) => tool ?? [])).toEqual([
    'kyverno',
    'image-scanner',
    'policy-scanner',
    'Falco',
    'Trivy RbacAssessment',
    'Trivy ExposedSecrets',
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/items/0/results/2',
    '/items/0/results/4',
    '/items/3',
  ])
})

test.each(['{}', '{"results":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(policyReport, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its group and kind', () => {
  const detect = (outline: unknown) => policyReport.detect({ syntax: 'json', head: '', outline })
  expect(detect({ apiVersion: 'wgpolicyk8s.io/v1beta1', kind: 'ClusterPolicyReport' })).toBe(1)
  expect(detect({ kind: 'List', items: [{ apiVersion: 'openreports.io/v1alpha1', kind: 'Report' }] })).toBe(1)
  expect(detect({ apiVersion: 'aquasecurity.github.io/v1alpha1', kind: 'VulnerabilityReport' })).toBe(0)
  expect(detect({ kind: 'List', items: [] })).toBe(0)
})
