import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { contrast } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(contrast, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Contrast Assess' },
  ])
})

test('one row in all its fields', async () => {
  const items = await itemsOfFile(contrast, fixture('one.csv'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Contrast Assess', target: 'shop' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'sql-injection',
    title: 'SQL Injection from "order" Parameter',
    severity: 'high',
    toolSeverity: 'High',
    cwes: [89],
    endpoint: {
      url: '/orders?page=2',
      method: 'POST',
      parameter: 'order',
      request: 'POST /orders?page=2 HTTP/1.1\n\norder=7',
    },
    references: ['https://cwe.mitre.org/data/definitions/89.html'],
    fingerprints: { vulnerabilityId: 'AAAA-1' },
    seenAt: '2025-03-01T03:33:20.000Z',
    tags: ['Injection'],
  })
  expect(raw).toContain('AAAA-1')
})

test('every application is a target, every row an observation or a problem', async () => {
  const items = await itemsOfFile(contrast, fixture('many.csv'))
  expect(headersIn(items).map((item) => item.target)).toEqual(['stock', 'ledger'])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'code',
      severity: 'info',
      toolSeverity: 'Note',
      seenAt: '2025-03-01T03:33:20.000Z',
      verdict: { state: 'accepted', reason: 'Not a Problem', source: 'contrast-status' },
    },
    { kind: 'web', cwes: [22], endpoint: { url: '/files', method: 'GET' }, verdict: { state: 'fixed' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 4'])
})

test.each(['a,b\n', 'Rule Name,Severity\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(contrast, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => contrast.detect({ syntax: 'csv', head: '', columns })
  const own = [
    'Vulnerability Name',
    'Vulnerability ID',
    'Rule Name',
    'Severity',
    'Status',
    'Application Name',
  ]
  expect(detect(own)).toBe(1)
  expect(detect(own.slice(1))).toBe(0)
})
