import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { suricata } from './index.ts'

const items = async (name: string) => itemsOfFile(suricata, new URL(`fixtures/${name}`, import.meta.url))

test('a log without alerts is nothing found', async () => {
  expect(await items('empty.jsonl')).toEqual([
    { type: 'header', tool: 'Suricata' },
    { type: 'problem', where: '', message: '1 events that are no alerts are not findings and are left out' },
  ])
})

test('one alert in all its fields', async () => {
  const found = await items('one.jsonl')
  expect(assetsIn(found)).toEqual([{ type: 'asset', kind: 'host', name: '192.0.2.7' }])
  expect(found).toHaveLength(3)
  const { raw: _, ...fields } = observationsIn(found)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: '1:2099001',
    title: 'ACME EXPLOIT Header overflow (CVE-2099-10070)',
    description:
      'Web Application Attack\nTCP http from 198.51.100.7:40000 to 192.0.2.7:80\nUser agent: curl/8\nStatus: 200',
    severity: 'high',
    toolSeverity: 'Major',
    confidence: 'high',
    advisories: ['CVE-2099-10070'],
    endpoint: { url: 'http://shop.example/orders?id=1', method: 'GET', evidence: 'GET /orders?id=1' },
    resource: { address: '192.0.2.7:80/tcp', type: 'service' },
    references: ['https://advisories.example/10070'],
    seenAt: '2025-08-30T10:00:00.123Z',
    tags: ['allowed', 'Web Application Attack', 'T1190', 'Web_Server'],
  })
})

test('alerts are findings, other events are counted', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    { rule: '1:2099002', severity: 'medium', endpoint: { url: 'tcp://192.0.2.8:22' } },
    { rule: '2099003', title: 'Signature 2099003', severity: 'low', resource: { address: '192.0.2.8' } },
  ])
  expect(problemsIn(found).map(({ where, message }) => [where, message.split(' ')[0]])).toEqual([
    ['line 4', 'left'],
    ['', '2'],
  ])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(suricata, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its events', () => {
  const detect = (outline: unknown) => suricata.detect({ syntax: 'ndjson', head: '', outline })
  expect(detect({ timestamp: 'a', event_type: 'dns', flow_id: 1 })).toBe(1)
  expect(detect({ timestamp: 'a', event_type: 'alert', alert: { signature_id: 1 } })).toBe(1)
  expect(detect({ timestamp: 'a', event_type: 'alert' })).toBe(0)
})
