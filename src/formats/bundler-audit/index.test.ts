import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { bundlerAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(bundlerAudit, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'bundler-audit',
      toolVersion: '0.9.1',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
  ])
  expect(await itemsOf(bundlerAudit, 'No vulnerabilities found\n')).toEqual([
    { type: 'header', tool: 'bundler-audit' },
  ])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(bundlerAudit, fixture('one.json'))
  const { raw: _, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10060',
    title: 'Spout drips',
    description: 'It drips.\n',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [{ score: 7.5, version: '3.0' }],
    advisories: ['CVE-2099-10060', 'GHSA-2c2c-3f3f-4g4g', 'OSVDB-4711'],
    component: {
      name: 'tea-pot',
      version: '1.6.13',
      purl: 'pkg:gem/tea-pot@1.6.13',
      fixVersions: ['2.1.3', '2.2.0'],
    },
    references: ['https://kettle.example/notices/60'],
    remediation: 'Upgrade to ~> 2.1.3 or >= 2.2.0.',
  })
})

test('insecure sources; every result is an observation or a problem', async () => {
  const items = await itemsOfFile(bundlerAudit, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'config',
      rule: 'insecure_source',
      resource: { address: 'git://code.example/kettle/lid.git' },
    },
    { rule: 'GHSA-3c3c-3f3f-4g4g', title: 'GHSA-3c3c-3f3f-4g4g in lid', severity: 'unknown' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/results/2'])
})

test('the text for people says the same', async () => {
  const items = await itemsOfFile(bundlerAudit, fixture('text.txt'))
  expect(problemsIn(items)).toEqual([])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'insecure_source', resource: { address: 'http://gems.example/' } },
    {
      rule: 'CVE-2099-10060',
      severity: 'unknown',
      toolSeverity: 'Unknown',
      advisories: ['CVE-2099-10060', 'GHSA-2c2c-3f3f-4g4g'],
      component: { name: 'tea-pot', version: '1.6.13', fixVersions: ['2.1.3', '2.2.0'] },
      raw: expect.stringMatching(/^Name: tea-pot\n[\s\S]*2\.2\.0'$/),
    },
    {
      rule: 'OSVDB-4711',
      severity: 'critical',
      remediation: 'remove or disable this gem until a patch is available!',
    },
  ])
})

test.each(['{}', '[]', 'hello', 'Name: a\n\nb', ''])('refuses %j', async (text) => {
  await expect(itemsOf(bundlerAudit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results or its paragraphs', () => {
  const json = (outline: unknown) => bundlerAudit.detect({ syntax: 'json', head: '', outline })
  const text = (head: string) => bundlerAudit.detect({ syntax: 'text', head })
  expect(json({ results: [{ type: 'unpatched_gem' }] })).toBe(1)
  expect(json({ version: '1', created_at: 'now', results: [] })).toBe(0.9)
  expect(json({ results: [] })).toBe(0)
  expect(text('Name: a\nVersion: 1\nCVE: b\n')).toBe(1)
  expect(text('ruby-advisory-db:\n  advisories: 1\nNo vulnerabilities found\n')).toBe(0.9)
  expect(text('Name: a\nTitle: b\n')).toBe(0)
})
