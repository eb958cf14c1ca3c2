import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { terrascan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const header = { type: 'header', tool: 'Terrascan', producedAt: '2025-09-01T06:30:00.123Z' }

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(terrascan, fixture('empty.json'))).toEqual([header])
})

test('one violation in all its fields', async () => {
  const [first, observation, ...others] = await itemsOfFile(terrascan, fixture('one.json'))
  expect(others).toEqual([])
  expect(first).toEqual(header)
  const { raw, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'AC_AWS_0497',
    title: 'Ensure buckets log who reads them',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    location: { path: 'main.tf', line: 4 },
    resource: { address: 'aws_s3_bucket.logs', type: 'aws_s3_bucket', provider: 'aws' },
    tags: ['s3Logging', 'Logging and Monitoring'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('modules, objects of Kubernetes, skipped violations, files that could not be read', async () => {
  const items = await itemsOfFile(terrascan, fixture('many.json'))
  expect(
    observationsIn(items).map(({ rule, severity, resource, verdict }) => [
      rule,
      severity,
      resource?.address,
      verdict?.reason,
    ]),
  ).toEqual([
    ['AC_AWS_0497', 'high', 'module.storage.aws_s3_bucket.logs', undefined],
    ['AC_AWS_0497', 'low', 'StatefulSet/db', undefined],
    ['AC_AWS_0001', 'medium', 'aws_s3_bucket.logs', 'a test bucket'],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/results/scan_errors/0',
    '/results/violations/2',
  ])
})

test.each(['{}', '{"results":[]}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(terrascan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its summary or its violations', () => {
  const detect = (outline: unknown) => terrascan.detect({ syntax: 'json', head: '', outline })
  const scan_summary = { iac_type: 'terraform', policies_validated: 9 }
  expect(detect({ results: { violations: null, scan_summary } })).toBe(1)
  const violation = { rule_id: 'a', rule_name: 'b', resource_type: 'c' }
  expect(detect({ results: { violations: [violation] } })).toBe(1)
  expect(detect({ results: { violations: [] } })).toBe(0)
})
