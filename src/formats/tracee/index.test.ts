import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { tracee } from './index.ts'

const items = async (name: string) => itemsOfFile(tracee, new URL(`fixtures/${name}`, import.meta.url))

test('one detection in all its fields', async () => {
  const found = await items('one.jsonl')
  expect(assetsIn(found)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/acme/shop',
      attributes: {
        tag: '1.2',
        digest: 'sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
      },
    },
    { type: 'asset', kind: 'workload', name: 'Pod/shop/api-1' },
    { type: 'asset', kind: 'host', name: 'node-1.example' },
  ])
  expect(found).toHaveLength(5)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: 'TRC-1',
    title: 'Shell in a container',
    description: 'A shell was started in a container\n\nProcess: sh\n\npathname: /bin/sh',
    severity: 'high',
    toolSeverity: '3',
    resource: { address: 'Pod/shop/api-1', type: 'pod' },
    seenAt: '2025-08-30T10:00:00.123Z',
    tags: ['container', 'T1059.004', 'Unix Shell', 'execution'],
  })
})

test('the shapes of other versions; what was only traced is counted', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'TRC-5',
      title: 'File changed',
      severity: 'medium',
      description: 'A file was changed\n\nProcess: bash\n\npathname: /etc/passwd',
      resource: { address: 'Pod/ledger/ledger-1' },
      seenAt: '2025-08-30T10:00:00.000Z',
      tags: ['T1098', 'Account Manipulation', 'Persistence'],
    },
    {
      rule: 'TRC-2',
      title: 'Reverse shell',
      severity: 'low',
      description: expect.stringContaining('ip: 192.0.2.7'),
      resource: { address: 'node-2.example', type: 'host' },
    },
  ])
  expect(problemsIn(found).map(({ where, message }) => [where, message.split(' ')[0]])).toEqual([
    ['line 4', 'left'],
    ['', '1'],
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(tracee, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its events', () => {
  const detect = (outline: unknown) => tracee.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ eventName: 'a', eventId: '1', processName: 'b', hostName: 'c' })).toBe(1)
  expect(detect({ name: 'a', workload: { process: {} }, policies: {} })).toBe(1)
  expect(detect({ SigMetadata: { ID: 'TRC-1' }, Context: {} })).toBe(1)
  expect(detect({ eventName: 'a' })).toBe(0)
})
