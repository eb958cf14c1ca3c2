import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { falco } from './index.ts'

const items = async (name: string) => itemsOfFile(falco, new URL(`fixtures/${name}`, import.meta.url))

test('one event in all its fields', async () => {
  const found = await items('one.jsonl')
  expect(assetsIn(found)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/acme/shop',
      attributes: { tag: '1.2' },
    },
    { type: 'asset', kind: 'workload', name: 'Pod/shop/api-1' },
    { type: 'asset', kind: 'host', name: 'node-1.example' },
  ])
  expect(found).toHaveLength(5)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'Terminal shell in container',
    title: 'Terminal shell in container',
    description: '10:00:00.1: Notice A shell was spawned (user=root container=shop)',
    severity: 'low',
    toolSeverity: 'Notice',
    resource: { address: 'Pod/shop/api-1', type: 'pod' },
    seenAt: '2025-08-30T10:00:00.123Z',
    tags: ['container', 'mitre_execution', 'shell', 'syscall'],
  })
})

test('every event is an observation or a problem', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found).map(({ severity, resource }) => [severity, resource?.address])).toEqual([
    ['medium', 'secrets/ledger/key'],
    ['critical', 'node-2.example'],
    ['unknown', undefined],
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 4'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(falco, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its events', () => {
  const detect = (outline: unknown) => falco.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ rule: 'a', priority: 'Error', time: 'b', output: 'c' })).toBe(1)
  expect(detect({ rule: 'a', priority: 'Error' })).toBe(0)
})
