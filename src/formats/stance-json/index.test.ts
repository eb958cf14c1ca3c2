import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { stanceJson } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

const finding = async (fields: object) => {
  const [observation] = observationsIn(
    await itemsOf(stanceJson, JSON.stringify({ stance: 1, findings: [{ title: 't', ...fields }] })),
  )
  return observation
}

test('the manual’s examples are the fixtures', async () => {
  const manual = await readFile(new URL('../../../docs/stance-format.md', import.meta.url), 'utf8')
  const examples = [...manual.matchAll(/<!-- example: (\S+) -->\n```\w+\n([\s\S]*?)```/g)]
  expect(examples).toHaveLength(3)
  for (const [, path, text] of examples)
    expect(text).toBe(await readFile(new URL(`../../../${path}`, import.meta.url), 'utf8'))
})

test('an empty list is nothing found, no list is not', async () => {
  expect(await itemsOfFile(stanceJson, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Acme Review' },
  ])
  expect(problemsIn(await itemsOf(stanceJson, '{"stance":1}'))).toMatchObject([{ incomplete: true }])
})

test('a title is enough', async () => {
  expect(await finding({})).toEqual({
    type: 'observation',
    kind: 'code',
    rule: 't',
    title: 't',
    severity: 'unknown',
    raw: '{"title":"t"}',
  })
})

test('all there is to say of findings', async () => {
  const [code, dependency, web, config, secret] = observationsIn(
    await itemsOfFile(stanceJson, fixture('many.json')),
  )
  expect(code).toMatchObject({
    kind: 'code',
    rule: 'acme/sql-concat',
    severity: 'high',
    confidence: 'medium',
    cwes: [89],
    location: { path: 'src/orders/find.ts', line: 41, endLine: 43, symbol: 'findOrder' },
    flow: [{ path: 'src/routes/orders.ts', line: 12, message: 'comes from the URL' }, { line: 41 }],
    fingerprints: { fingerprint: 'b5c1e0' },
    tags: ['sql'],
  })
  expect(dependency).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2019-10744',
    severity: 'critical',
    cvss: [{ score: 9.1, version: '3.1' }],
    advisories: ['CVE-2019-10744', 'GHSA-jf85-cpcp-j695'],
    component: {
      name: 'lodash',
      version: '4.17.11',
      path: 'package-lock.json',
      fixVersions: ['4.17.12'],
      chain: ['orders@1.0.0', 'report@0.3.1', 'lodash@4.17.11'],
    },
    epss: 0.02,
    knownExploited: false,
  })
  expect(web).toMatchObject({
    kind: 'web',
    severity: 'medium',
    cwes: [79, 116],
    endpoint: { method: 'GET', parameter: 'q' },
  })
  expect(config).toMatchObject({
    kind: 'config',
    resource: { address: 'aws_s3_bucket.invoices', region: 'eu-central-1' },
    controls: ['CIS-AWS-1.5:2.1.5'],
    verdict: { state: 'accepted', reason: 'Holds published price lists only', source: 'stance-format' },
  })
  expect(secret).toMatchObject({ kind: 'secret', secret: 'acme-4f9c2b7d1e8a6035' })
})

test('components with their edges, and assets', async () => {
  const items = await itemsOfFile(stanceJson, fixture('many.json'))
  expect(
    items.filter(({ type }) => type === 'component' || type === 'dependency' || type === 'asset'),
  ).toEqual([
    {
      type: 'component',
      ref: 'orders',
      name: 'orders',
      version: '1.0.0',
      componentType: 'application',
      root: true,
    },
    { type: 'dependency', ref: 'orders', dependsOn: ['lodash'] },
    {
      type: 'component',
      ref: 'lodash',
      name: 'lodash',
      version: '4.17.11',
      purl: 'pkg:npm/lodash@4.17.11',
      licenses: ['MIT'],
      scope: 'runtime',
    },
    {
      type: 'asset',
      kind: 'cloud-resource',
      name: 'arn:aws:s3:::invoices',
      attributes: { region: 'eu-central-1' },
    },
  ])
})

test('one entry a line', async () => {
  const items = await itemsOfFile(stanceJson, fixture('one.ndjson'))
  expect(items.map(({ type }) => type)).toEqual(['header', 'observation', 'component', 'asset'])
  const odd = await itemsOf(
    stanceJson,
    '{"stance":1}\n{"type":"poem"}\nnoise\n{"type":"finding","title":"t"}\n',
  )
  expect(problemsIn(odd)).toMatchObject([
    { where: 'line 2', incomplete: true },
    { where: 'line 3', incomplete: true },
  ])
  expect(observationsIn(odd)).toHaveLength(1)
})

test.each([
  [{ severity: 'Critical' }, { severity: 'critical', toolSeverity: 'Critical' }],
  [{ severity: 7.2 }, { severity: 'high', toolSeverity: '7.2' }],
  [{ cvss: 5 }, { severity: 'medium', cvss: [{ score: 5 }] }],
  [
    { cvss: [{ score: 9, version: '3.1', source: 'nvd' }, 'nonsense'] },
    { severity: 'critical', cvss: [{ score: 9, version: '3.1', source: 'nvd' }] },
  ],
  [{ cve: 'cve-2020-12345' }, { kind: 'dependency', rule: 'CVE-2020-12345' }],
  [
    { purl: 'pkg:deb/debian/openssl@3.0' },
    { kind: 'container', component: { name: 'openssl', version: '3.0' } },
  ],
  [{ location: { path: './src/../lib/a.ts', line: 2 } }, { location: { path: 'lib/a.ts', line: 2 } }],
  [{ endpoint: { url: 'https://x.example/' } }, { kind: 'web' }],
  [{ resource: 'Deployment/shop/api' }, { kind: 'config', resource: { address: 'Deployment/shop/api' } }],
  [{ state: 'False positive' }, { verdict: { state: 'false_positive' } }],
  [{ seenAt: 1706688000 }, { seenAt: '2024-01-31T08:00:00.000Z' }],
])('%j is %j', async (given, read) => {
  expect(await finding(given)).toMatchObject(read)
})

test('what does not fit is told, what fits is used', async () => {
  const items = await itemsOfFile(stanceJson, fixture('invalid.json'))
  expect(observationsIn(items)).toMatchObject([
    { title: 'Odd but usable', kind: 'code', severity: 'unknown', location: { path: 'src/b.ts' } },
  ])
  expect(observationsIn(items)[0]).not.toHaveProperty('epss')
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/findings/0',
    '/findings/1',
    '/findings/2',
    '/components/0',
    '/assets/0',
  ])
})

test('a later version is read as far as it is known', async () => {
  const items = await itemsOf(stanceJson, '{"stance":2,"findings":[{"title":"t"}]}')
  expect(observationsIn(items)).toHaveLength(1)
  expect(problemsIn(items)).toMatchObject([{ where: '/stance' }])
})

test('how far something is reached, as a word or with what shows it; what is no such word is left out', async () => {
  const items = await itemsOf(
    stanceJson,
    JSON.stringify({
      stance: 1,
      findings: [
        { title: 'a', package: 'a', reachability: 'loaded' },
        { title: 'b', package: 'b', reachability: { level: 'present', atMost: true, evidence: 'no call' } },
        { title: 'c', package: 'c', reachability: 'somehow' },
      ],
      components: [{ name: 'a', version: '1', reach: { level: 'loaded', evidence: 'agent saw it' } }],
    }),
  )
  expect(items.flatMap((item) => (item.type === 'observation' ? [item.reachability] : []))).toEqual([
    { level: 'loaded' },
    { level: 'present', atMost: true, evidence: 'no call' },
    undefined,
  ])
  expect(items.find(({ type }) => type === 'component')).toMatchObject({
    reach: { level: 'loaded', atMost: false, evidence: 'agent saw it', confidence: 0.9 },
  })
})
