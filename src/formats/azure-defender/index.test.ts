import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { azureDefender } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(azureDefender, fixture(name))
const header = { type: 'header', tool: 'Microsoft Defender for Cloud' }
const account = '/subscriptions/0a0b/resourceGroups/shop/providers/Microsoft.Storage/storageAccounts/shoplogs'

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([header])
})

test('one recommendation in all its fields', async () => {
  const [first, claim, observation, ...others] = await itemsIn('one.json')
  expect(others).toEqual([])
  expect(first).toEqual(header)
  expect(claim).toMatchObject({ kind: 'cloud-resource', name: account })
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: 'cdc78c07-02b0-4af0-1cb2-cb7c672a8b0a',
    title: 'Storage accounts should restrict network access',
    description: 'Restrict who may reach it.\n\nAny network may reach it',
    severity: 'medium',
    toolSeverity: 'Medium',
    resource: {
      address: account,
      type: 'Microsoft.Storage/storageAccounts',
      provider: 'azure',
      account: '0a0b',
    },
    references: ['https://www.portal.azure.com/?fea#blade/1'],
    remediation: 'To restrict it:\n1. Open networking.\n2. Choose networks.',
    fingerprints: {
      'azure-defender': `${account}/providers/Microsoft.Security/assessments/cdc78c07-02b0-4af0-1cb2-cb7c672a8b0a`,
    },
    tags: ['Networking', 'DataExfiltration'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('what Resource Graph writes: recommendations, vulnerabilities, alerts', async () => {
  const items = await itemsIn('many.json')
  const [exempt, aws, image, sql, alert, ...others] = observationsIn(items)
  expect(others).toEqual([])
  expect(exempt).toMatchObject({
    severity: 'unknown',
    resource: { address: '/subscriptions/0a0b', type: 'subscription' },
    verdict: { state: 'accepted', reason: 'a test account', source: 'azure-defender-exemption' },
  })
  expect(aws).toMatchObject({
    severity: 'critical',
    resource: { address: 'arn:aws:s3:::shop-logs', type: 'AWS S3 Bucket', provider: 'aws' },
  })
  expect(image).toMatchObject({
    kind: 'container',
    rule: 'CVE-2099-10070',
    severity: 'high',
    cvss: [{ score: 8.1, version: '3.1' }],
    cwes: [120],
    advisories: ['CVE-2099-10070'],
    component: {
      name: 'zlib1g',
      version: '1.2.11',
      purl: 'pkg:deb/zlib1g@1.2.11',
      fixVersions: ['1.2.12'],
    },
    references: ['https://nvd.example/1', 'https://debian.example/1'],
    remediation: 'Update zlib.',
    seenAt: '2025-09-01T06:30:00.000Z',
    tags: ['exploit-available'],
  })
  expect(sql).toMatchObject({ kind: 'config', rule: 'VA2108', controls: ['FedRAMP:AC-6'] })
  expect(alert).toMatchObject({
    kind: 'runtime',
    rule: 'VM_EvilTea',
    title: 'EvilTea was run',
    description: 'Somebody ran it.',
    resource: { address: account },
    remediation: 'Look at it.\nDelete it.',
    verdict: { state: 'accepted', reason: 'dismissed' },
    tags: ['Execution', 'T1204'],
  })
  expect(assetsIn(items).find(({ kind }) => kind === 'container-image')).toMatchObject({
    name: 'shop.azurecr.example/shop/api',
    attributes: { tag: '1.4' },
  })
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/data/8', undefined],
    ['/data/9', true],
    ['/skip_token', true],
  ])
})

test('the command line, and the table of the portal', async () => {
  expect(observationsIn(await itemsIn('command-line.json'))).toMatchObject([
    { rule: 'k1', title: 'Use TLS', resource: { address: account } },
  ])
  const items = await itemsIn('table.csv')
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'k1',
      title: 'Use TLS',
      description: 'About TLS',
      severity: 'high',
      resource: { address: account, type: 'storageaccounts', provider: 'azure', account: '0a0b' },
      references: ['https://portal.example/k1'],
      remediation: 'Turn it on',
      tags: ['Encrypt data in transit'],
    },
  ])
  expect(problemsIn(items)).toMatchObject([{ where: 'line 4' }])
})

test.each(['{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(azureDefender, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its types or columns', () => {
  const detect = (outline: unknown) => azureDefender.detect({ syntax: 'json', head: '', outline })
  expect(detect({ value: [{ id: 'a', type: 'Microsoft.Security/assessments' }] })).toBe(1)
  expect(detect([{ id: 'a', type: 'microsoft.security/locations/alerts' }])).toBe(1)
  expect(detect({ value: [{ id: 'a', type: 'Microsoft.Compute/disks' }] })).toBe(0)
  expect(azureDefender.detect({ syntax: 'csv', head: '', columns: ['resourceId', 'severity'] })).toBe(0)
})
