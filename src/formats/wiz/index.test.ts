import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wiz } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(wiz, fixture('empty.csv'))).toEqual([{ type: 'header', tool: 'Wiz' }])
})

test('one issue in all its fields, its resource as an asset', async () => {
  const items = await itemsOfFile(wiz, fixture('one.csv'))
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'cloud-resource',
      name: 'k8s/user/42cf/support',
      attributes: {
        name: 'support',
        type: 'User',
        provider: 'Kubernetes',
        account: 'fee3535b',
        region: 'eastus',
      },
    },
  ])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'cloud',
    rule: '5bd69891',
    title: 'Role has wildcards',
    description: '#### Description\nIt may do all.',
    severity: 'info',
    toolSeverity: 'INFORMATIONAL',
    resource: {
      address: 'k8s/user/42cf/support',
      type: 'User',
      provider: 'Kubernetes',
      region: 'eastus',
      account: 'fee3535b',
    },
    references: [
      'https://wiz.example/issues#0029ee49',
      'https://portal.example/support',
      'https://tickets.example/7',
    ],
    remediation: 'Use less.',
    fingerprints: { 'wiz/issue': '0029ee49' },
    verdict: { state: 'false_positive', reason: 'FALSE_POSITIVE: not so', source: 'wiz-status' },
    seenAt: '2025-01-25T00:19:27.000Z',
    tags: ['Shop', 'Till', 'resource:support', 'subscription:Demo', 'cluster:c1', 'namespace:n1'],
  })
})

test('every row is an observation or a problem, each resource an asset once', async () => {
  const items = await itemsOfFile(wiz, fixture('many.csv'))
  const [open, fixed] = observationsIn(items)
  expect(open).toMatchObject({ rule: 'c-1', severity: 'high' })
  expect(open).not.toHaveProperty('verdict')
  expect(fixed).toMatchObject({ verdict: { state: 'fixed', reason: 'ISSUE_FIXED' } })
  expect(assetsIn(items)).toHaveLength(1)
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test('the table of vulnerabilities', async () => {
  const items = await itemsOfFile(wiz, fixture('vulnerabilities.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      rule: 'CVE-2099-10270',
      severity: 'low',
      advisories: ['CVE-2099-10270', 'GHSA-2c2c-3f3f-4g4g'],
      component: { name: 'ledger.example/book', path: 'usr/bin/book', fixVersions: ['1.5.11'] },
      resource: { address: 'https://compute.example/vm-1', provider: 'GCP', account: 'shop' },
      knownExploited: true,
      remediation: 'go get -u ledger.example/book',
      tags: ['exploit', 'Shop', 'Ops', 'asset:vm-1', 'subscription:Shop', 'cvss-severity:Medium'],
    },
    { kind: 'container', verdict: { state: 'fixed' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', 'Title,Severity\na,b\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(wiz, text)).rejects.toThrow(UnreadableReport)
})

test('issues as the API answers, and that there are more', async () => {
  const items = await itemsOfFile(wiz, fixture('api-issues.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'cloud',
      rule: '5bd69891',
      title: 'Role has wildcards',
      description: 'It may do all.',
      severity: 'high',
      resource: {
        address: 'arn:aws:iam::123456789012:role/support',
        type: 'role',
        provider: 'AWS',
        region: 'eu-west-1',
        account: '123456789012',
      },
      references: ['https://portal.example/support', 'https://tickets.example/7'],
      remediation: 'Use less.',
      fingerprints: { 'wiz/issue': '0029ee49' },
      verdict: { state: 'false_positive', reason: 'FALSE_POSITIVE: not so', source: 'wiz-status' },
      seenAt: '2026-01-25T00:19:27.000Z',
      tags: ['Shop', 'Till', 'resource:support', 'subscription:Demo', 'due:2026-03-01T00:00:00Z'],
    },
  ])
  expect(assetsIn(items)).toMatchObject([{ name: 'arn:aws:iam::123456789012:role/support' }])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/data/issues/nodes/1', true],
    ['/data/issues/pageInfo', true],
  ])
})

test('a list of nodes: vulnerabilities, and rules that resources break', async () => {
  const items = await itemsOfFile(wiz, fixture('api-findings.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'dependency',
      rule: 'CVE-2099-10270',
      title: 'The book may be read',
      severity: 'low',
      cvss: [{ score: 5.3 }],
      advisories: ['CVE-2099-10270', 'GHSA-2c2c-3f3f-4g4g'],
      component: {
        name: 'ledger.example/book',
        version: '1.4.0',
        path: 'usr/bin/book',
        fixVersions: ['1.5.11'],
      },
      resource: { address: 'https://compute.example/vm-1', type: 'VIRTUAL_MACHINE', provider: 'GCP' },
      epss: 0.02,
      knownExploited: true,
      seenAt: '2026-02-01T08:30:00.000Z',
    },
    {
      kind: 'cloud',
      rule: 'S3-001',
      title: 'Bucket is public',
      remediation: 'Block public access.',
      resource: { address: 'arn:aws:s3:::shop', account: '123456789012', provider: 'AWS' },
    },
  ])
  expect(observationsIn(items)[0]?.title).toBe('The book may be read')
  expect(problemsIn(items)).toEqual([])
})

test('an answer without nodes is clean', async () => {
  const text = '{"data":{"vulnerabilityFindings":{"nodes":[],"pageInfo":{"hasNextPage":false}}}}'
  expect(wiz.detect({ syntax: 'json', head: '', outline: JSON.parse(text) })).toBe(1)
  expect(await itemsOf(wiz, text)).toEqual([{ type: 'header', tool: 'Wiz' }])
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => wiz.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['Title', 'Issue ID', 'Control ID', 'Resource external ID'])).toBe(1)
  expect(detect(['Name', 'WizURL', 'DetailedName', 'FindingStatus'])).toBe(1)
  expect(detect(['Title', 'Severity'])).toBe(0)
})
