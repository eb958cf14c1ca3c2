import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { depscan } from './index.ts'

const items = async (name: string) => itemsOfFile(depscan, new URL(`fixtures/${name}`, import.meta.url))

test('one vulnerability in all its fields', async () => {
  const [header, observation, ...others] = await items('one.jsonl')
  expect(header).toEqual({ type: 'header', tool: 'dep-scan' })
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10060',
    title: 'Parser stops',
    description: '# Parser stops\nA long header stops it.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cvss: [{ score: 7.5 }],
    advisories: ['CVE-2099-10060'],
    component: {
      name: '@acme/parser',
      version: '1.4.0',
      purl: 'pkg:npm/%40acme/parser@1.4.0',
      fixVersions: ['1.5.0'],
    },
    references: ['https://news.example/1'],
    reachability: { level: 'called', evidence: '1 flows lead to it' },
    tags: ['required', 'reachable', 'used'],
  })
})

test('every record is an observation or a problem', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'GHSA-2222-3333-7777',
      title: 'GHSA-2222-3333-7777 in stock',
      severity: 'critical',
      toolSeverity: '9.1',
      component: { name: 'stock', version: '2' },
    },
    { kind: 'container', severity: 'low', tags: ['optional'], component: { name: 'libz' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 3'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(depscan, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its records', () => {
  const detect = (outline: unknown) => depscan.detect({ syntax: 'ndjson', head: '', outline })
  const record = { id: 'a', package: 'b', package_usage: 'N/A', fix_version: null, short_description: '' }
  expect(detect(record)).toBe(1)
  expect(detect({ id: 'a', package: 'b' })).toBe(0)
})
