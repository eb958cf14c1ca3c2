import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cargoDeny } from './index.ts'

const items = async (name: string) => itemsOfFile(cargoDeny, new URL(`fixtures/${name}`, import.meta.url))

test('a summary alone is nothing found', async () => {
  expect(await items('empty.jsonl')).toEqual([{ type: 'header', tool: 'cargo-deny' }])
})

test('one advisory in all its fields', async () => {
  const [, observation, ...others] = await items('one.jsonl')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'RUSTSEC-2099-0001',
    title: 'Recursion without end',
    description: 'A deep document stops the process.',
    severity: 'high',
    toolSeverity: 'error',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    advisories: ['RUSTSEC-2099-0001', 'CVE-2099-10040'],
    component: {
      name: 'ledger-core',
      version: '1.2.0',
      purl: 'pkg:cargo/ledger-core@1.2.0',
      fixVersions: ['1.4.0'],
      chain: ['shop@0.1.0', 'ledger@0.3.0', 'ledger-core@1.2.0'],
      direct: false,
    },
    references: ['https://ledger.example/1', 'https://rustsec.org/advisories/RUSTSEC-2099-0001'],
    remediation: 'Upgrade to >=1.4.0 (try `cargo update -p ledger-core`)',
    tags: ['vulnerability', 'stack'],
  })
})

test('licences, bans, what is ignored and what is let through', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      kind: 'license',
      rule: 'rejected',
      severity: 'high',
      description: expect.stringContaining('rejected: license is not explicitly allowed: GPL-3.0'),
      component: { name: 'stock' },
    },
    {
      kind: 'dependency',
      rule: 'duplicate',
      severity: 'medium',
      description: expect.stringContaining('Also: parser@2.0.0'),
      component: { direct: true },
    },
    {
      rule: 'RUSTSEC-2099-0003',
      severity: 'low',
      verdict: { state: 'accepted', reason: 'advisory-ignored' },
      tags: ['advisory-ignored', 'unmaintained'],
    },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 1', undefined],
    ['line 7', undefined],
    ['line 8', true],
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(cargoDeny, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its first record', () => {
  const detect = (outline: unknown) => cargoDeny.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ type: 'diagnostic', fields: { severity: 'error', message: 'a' } })).toBe(1)
  expect(detect({ type: 'summary', fields: { bans: { errors: 0 } } })).toBe(1)
  expect(detect({ type: 'summary', fields: {} })).toBe(0)
  expect(detect({ type: 'log', message: 'a' })).toBe(0)
})
