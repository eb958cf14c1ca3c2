import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wizcli } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty scan has a header and nothing else', async () => {
  expect(await itemsOfFile(wizcli, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Wiz CLI', target: '/work/shop', producedAt: '2025-09-01T08:30:00.845Z' },
  ])
})

test('one vulnerability in all its fields, its image as target and asset', async () => {
  const items = await itemsOfFile(wizcli, fixture('one.json'))
  expect(items.slice(0, 3)).toEqual([
    {
      type: 'header',
      tool: 'Wiz CLI',
      target: 'registry.example/shop',
      producedAt: '2025-09-01T08:30:00.268Z',
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
    {
      type: 'component',
      ref: '/result/libraries/0',
      name: 'ledger.example/book',
      version: '1.28.1',
      purl: 'pkg:golang/ledger.example/book@1.28.1',
      path: 'app/proto/go.mod',
      componentType: 'library',
    },
  ])
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10260',
    title: 'Pages without end',
    description: 'Pages without end. Books fall.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ score: 7.5 }],
    advisories: ['CVE-2099-10260', 'GHSA-2c2c-3f3f-4g4g'],
    component: {
      name: 'ledger.example/book',
      version: '1.28.1',
      purl: 'pkg:golang/ledger.example/book@1.28.1',
      path: 'app/proto/go.mod',
      fixVersions: ['1.56.3'],
    },
    references: ['https://github.com/advisories/GHSA-2c2c-3f3f-4g4g'],
    epss: 0.5,
    knownExploited: true,
    tags: ['exploit', 'base-image'],
  })
})

test('secrets, data, rules and settings; every element is an item or a problem', async () => {
  const items = await itemsOfFile(wizcli, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { kind: 'container', rule: 'CVE-2099-10261', severity: 'low' },
    {
      kind: 'secret',
      rule: 'PASSWORD',
      severity: 'unknown',
      location: { path: 'till.go', line: 35 },
      tags: ['policy:Default secrets policy'],
    },
    { kind: 'data', rule: 'PII-1', title: 'Email address', tags: ['PII', 'matches:12'] },
    {
      kind: 'config',
      rule: 'S3-001',
      title: 'Bucket is public',
      description: 'Expected: private\n\nFound: public-read',
      location: { path: 'infra/main.tf', line: 3, snippet: 'acl = "public-read"' },
      resource: { address: 'aws_s3_bucket.logs' },
    },
    { location: { path: 'infra/two.tf' } },
    { kind: 'config', rule: 'Linux-7', severity: 'low' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/result/osPackages/0/vulnerabilities/1',
    '/result/libraries/0',
    '/result/secrets/1',
    '/result/ruleMatches/1',
  ])
})

test.each(['{}', '[]', '{"result":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(wizcli, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its origin and verdict', () => {
  const detect = (outline: unknown) => wizcli.detect({ syntax: 'json', head: '', outline })
  const scan = { scanOriginResource: {}, status: { verdict: 'a' }, result: {} }
  expect(detect({ ...scan, reportUrl: 'b' })).toBe(1)
  expect(detect(scan)).toBe(0.9)
  expect(detect({ status: { verdict: 'a' }, result: {} })).toBe(0)
})
