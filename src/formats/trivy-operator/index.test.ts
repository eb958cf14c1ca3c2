import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { trivyOperator } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('empty lists have a header and nothing else', async () => {
  expect(await itemsOfFile(trivyOperator, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Trivy' }])
})

test('one vulnerability in all its fields, its workload and image as assets', async () => {
  const items = await itemsOfFile(trivyOperator, fixture('one.json'))
  expect(items.slice(0, 3)).toEqual([
    {
      type: 'header',
      tool: 'Trivy',
      toolVersion: '0.48.3',
      target: 'ReplicaSet/shop/api-965685897/api',
      producedAt: '2025-09-01T08:30:00.000Z',
    },
    {
      type: 'asset',
      kind: 'workload',
      name: 'ReplicaSet/shop/api-965685897',
      attributes: { kind: 'ReplicaSet', namespace: 'shop' },
    },
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop/api',
      attributes: {
        tag: '1.0',
        digest: 'sha256:d2eecb48a0d1c6be1ec96d2d0a52c3b95936c4cdde2208299c04d6106b769658',
        os: 'ubuntu 20.04',
      },
    },
  ])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'container',
    rule: 'CVE-2099-10250',
    title: 'kettle: spout drips',
    description: 'It drips.',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1', source: 'nvd' },
    ],
    advisories: ['CVE-2099-10250'],
    component: {
      name: 'libkettle',
      version: '3.6.13-2ubuntu1.9',
      purl: 'pkg:deb/ubuntu/libkettle@3.6.13-2ubuntu1.9',
      fixVersions: ['3.6.13-2ubuntu1.10'],
    },
    references: ['https://avd.example/cve-2099-10250', 'https://kettle.example/notices/250'],
    tags: ['container:api'],
  })
})

test('a list of every kind of report: every element is an item or a problem', async () => {
  const items = await itemsOfFile(trivyOperator, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'config',
      rule: 'KSV014',
      description: "It should be.\n\nContainer 'till' should set it",
      severity: 'low',
      remediation: 'Set it.',
      resource: { address: 'Pod/shop/till', type: 'Pod', provider: 'kubernetes' },
      tags: ['Kubernetes Security Check', 'Container:till'],
    },
    { rule: 'Without an id', severity: 'medium' },
    {
      kind: 'secret',
      rule: 'example-key',
      location: { path: 'root/key.txt', snippet: 'KEY="****"' },
      tags: ['Example', 'container:till'],
    },
    {
      rule: 'AVD-KCV-0048',
      severity: 'high',
      toolSeverity: 'HIGH',
      controls: ['CIS-Kubernetes-1.23:1.1.1'],
      resource: { address: 'kube-system/Pod/api' },
    },
    { rule: '1.0', title: 'Non-root containers', controls: ['NSA-Hardening:1.0'], tags: ['failed:3'] },
  ])
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    { ref: '/items/4/report#r', root: true },
    { ref: '/items/4/report#a', name: 'lid' },
  ])
  expect(items.find(({ type }) => type === 'dependency')).toEqual({
    type: 'dependency',
    ref: '/items/4/report#r',
    dependsOn: ['/items/4/report#a'],
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/items/0/report/checks/3',
    '/items/1/report/secrets/1',
    '/items/5',
    '/items/6',
    '/items/7',
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'Pod/shop/till',
    'Pod/shop/till/till',
    'cis',
    'nsa',
    'Pod/shop/till',
  ])
})

test('what Prometheus answers of its metrics', async () => {
  const items = await itemsOfFile(trivyOperator, fixture('metrics.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CVE-2099-10251',
      severity: 'high',
      cvss: [{ score: 6.1 }],
      component: { name: 'ledger.example/book', version: 'v0.10.0', fixVersions: ['0.17.0'] },
      resource: { address: 'StatefulSet/shop/api' },
    },
    { rule: 'KSV049', severity: 'medium', resource: { address: 'Role/kube-system/dashboard' } },
    { rule: '1.1', controls: ['NSA-Hardening:1.1'], tags: ['failed:9'] },
    { kind: 'secret', rule: 'example-key', location: { path: 'root/key.txt' } },
  ])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['registry.example/shop/api'])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/data/result/5'])
})

test('one object, an array, and lists by their resource read alike', async () => {
  const object = {
    apiVersion: 'aquasecurity.github.io/v1alpha1',
    kind: 'ConfigAuditReport',
    metadata: { name: 'a' },
    report: { checks: [{ checkID: 'KSV1' }] },
  }
  for (const value of [object, [object], { 'configauditreports.aquasecurity.github.io': [object] }])
    expect(observationsIn(await itemsOf(trivyOperator, JSON.stringify(value)))).toHaveLength(1)
})

test('of an object in whose list the report breaks off, what is whole in it', async () => {
  const check = (id: string) => JSON.stringify({ checkID: id, severity: 'LOW', success: false })
  const object = `{"apiVersion":"aquasecurity.github.io/v1alpha1","kind":"ConfigAuditReport","metadata":{"name":"a"},"report":{"checks":[${check('KSV1')},${check('KSV2')},{"checkID":"KSV`
  for (const text of [object, `{"kind":"List","items":[${object}`]) {
    const items = await itemsOf(trivyOperator, text)
    expect(observationsIn(items).map(({ rule }) => rule)).toEqual(['KSV1', 'KSV2'])
    expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
  }
})

test.each(['{"a":1}', '"text"', '{"data":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(trivyOperator, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its group or its metrics', () => {
  const detect = (outline: unknown) => trivyOperator.detect({ syntax: 'json', head: '', outline })
  const object = { apiVersion: 'aquasecurity.github.io/v1alpha1', kind: 'VulnerabilityReport' }
  expect(detect(object)).toBe(1)
  expect(detect([object])).toBe(1)
  expect(detect({ kind: 'List', items: [object] })).toBe(1)
  expect(detect({ 'sbomreports.aquasecurity.github.io': [] })).toBe(1)
  expect(detect({ data: { result: [{ metric: { __name__: 'trivy_vulnerability_id' } }] } })).toBe(1)
  expect(detect({ kind: 'List', items: [{ apiVersion: 'v1', kind: 'Pod' }] })).toBe(0)
  expect(detect({ data: { result: [] } })).toBe(0)
  expect(detect({})).toBe(0)
})
