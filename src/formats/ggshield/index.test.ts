import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ggshield } from './index.ts'

const items = async (name: string) => itemsOfFile(ggshield, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([
    { type: 'header', tool: 'ggshield', toolVersion: '2.120.0', target: 'scan path .' },
  ])
})

test('one secret in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: 'Example Key',
    title: 'Example Key',
    description: 'Secrets detection',
    severity: 'high',
    toolSeverity: 'high',
    location: { path: 'shop/settings.py', line: 3, endLine: 3, column: 10, endColumn: 31 },
    secret: 'sesame-4711-open-shop',
    references: ['https://dashboard.example/incidents/7', 'https://docs.example/example_key'],
    fingerprints: { ignoreSha: 'aa11bb22' },
    verdict: { state: 'accepted', reason: 'test_credential', source: 'gitguardian' },
    seenAt: '2025-08-30T10:00:00.000Z',
    tags: ['valid', 'known secret', 'in a vault', 'FROM_HISTORICAL_SCAN'],
  })
})

test('a scan of commits, a secret of two parts, one of them masked', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    {
      title: 'Client Credentials: client_id',
      severity: 'unknown',
      secret: 'ledger-client-id-1',
      location: { path: 'ledger/login.ts', line: 2, endLine: 2 },
      verdict: { state: 'accepted', reason: 'known_secret', source: 'ggshield' },
      tags: [
        'unknown',
        'commit:0123456789abcdef0123456789abcdef01234567',
        'author:Ada',
        'committed:2025-08-29',
      ],
    },
    { title: 'Client Credentials: client_secret', secretMasked: 'led*************xyz' },
    { rule: 'Example Key', location: { path: 'ledger/login.ts' } },
  ])
  expect(JSON.stringify(observationsIn(found)[1])).not.toContain('ledger-client-id-1')
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/scans/0/entities_with_incidents/0/incidents/2', true],
    ['/scans/0/errors/0', true],
    ['/scans/1', true],
  ])
})

test.each(['{}', '[]', '{"type":"path_scan"}'])('refuses %s', async (text) => {
  await expect(itemsOf(ggshield, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its totals or its files', () => {
  const detect = (outline: unknown) => ggshield.detect({ syntax: 'json', head: '', outline })
  expect(detect({ type: 'path_scan', total_incidents: 0, total_occurrences: 0 })).toBe(1)
  expect(detect({ entities_with_incidents: [{ filename: 'a', incidents: [] }] })).toBe(1)
  expect(detect({ total_incidents: 0 })).toBe(0)
})
