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

test('is known by its columns', () => {
  const detect = (columns: string[]) => wiz.detect({ syntax: 'csv', head: '', columns })
  expect(detect(['Title', 'Issue ID', 'Control ID', 'Resource external ID'])).toBe(1)
  expect(detect(['Name', 'WizURL', 'DetailedName', 'FindingStatus'])).toBe(1)
  expect(detect(['Title', 'Severity'])).toBe(0)
})
