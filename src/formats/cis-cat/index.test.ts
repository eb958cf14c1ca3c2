import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cisCat } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cisCat, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'CIS-CAT', target: 'acme p' },
  ])
})

test('one rule in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(cisCat, fixture('one.json'))
  expect(others).toEqual([])
  expect(header).toMatchObject({ producedAt: '2025-09-01T08:30:00.000Z' })
  expect(host).toEqual({ type: 'asset', kind: 'host', name: 'shop.example' })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'xccdf_org.cisecurity.benchmarks_rule_1.1.2_Ensure_mode',
    title: '1.1.2 Ensure the mode',
    description: 'The mode is wide.\n\nOthers write.',
    severity: 'unknown',
    toolSeverity: 'fail',
    resource: { address: 'shop.example', type: 'host' },
    controls: ['CIS-Kubernetes-1.8:1.1.2'],
    remediation: 'chmod 600',
    tags: ['CIS Kubernetes Benchmark'],
    raw: expect.stringContaining('Ensure_mode'),
  })
})

test('each rule is an observation, passed or a problem', async () => {
  const items = await itemsOfFile(cisCat, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'rule.2', severity: 'unknown', fingerprints: { rule: 'rule.2' } },
    { rule: 'rule.3', severity: 'info', tags: ['Acme OS', 'manual-check'] },
    { rule: 'rule.4', tags: ['Acme OS', 'check-error'] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/rules/4'])
})

test.each(['{}', '[]', '{"benchmark-id":"a","benchmark-title":"b","profile-id":"c"}', ''])(
  'refuses %j',
  async (text) => {
    await expect(itemsOf(cisCat, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its frame', () => {
  const detect = (outline: unknown) => cisCat.detect({ syntax: 'json', head: '', outline })
  expect(detect({ 'benchmark-id': 'a', 'benchmark-title': 'b', 'profile-id': 'c', rules: [] })).toBe(1)
  expect(detect({ rules: [] })).toBe(0)
})
