import { expect, test } from 'vitest'
import { assetsIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { whitehatCsv } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(whitehatCsv, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'WhiteHat Sentinel Dynamic' },
  ])
})

test('one vector in all its fields', async () => {
  const items = await itemsOfFile(whitehatCsv, fixture('one.csv'))
  expect(assetsIn(items).map((item) => item.name)).toEqual(['https://shop.example'])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'OS Commanding',
    title: 'OS Commanding',
    description: 'Commands\ncan be run.',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [{ vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H', score: 10, version: '3.0' }],
    endpoint: {
      url: 'https://shop.example/run',
      method: 'POST',
      request: 'Accept:*/*',
      response: '200\n\nDate:Sat',
    },
    remediation: 'Use fixed commands.',
    fingerprints: { attackVector: '111' },
    seenAt: '2025-03-01T09:30:00.000Z',
  })
  expect(raw).toContain('OS Commanding')
  expect(problemsIn(items)).toEqual([])
})

test('every row is an observation or a problem', async () => {
  const items = await itemsOfFile(whitehatCsv, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'info',
      toolSeverity: 'Note',
      endpoint: { url: 'stock.example/a' },
      verdict: { state: 'fixed', reason: 'Closed', source: 'whitehat-status' },
    },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 4'])
})

test.each(['a,b\n', 'Vuln ID,Class\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(whitehatCsv, text)).rejects.toThrow(UnreadableReport)
})

test('is known by the row of its column names', () => {
  const detect = (head: string) => whitehatCsv.detect({ syntax: 'csv', head })
  expect(detect('Report As Of,,\nVuln ID,Vuln URL,Attack Vector ID,x\n')).toBe(1)
  expect(detect('Vuln ID,Class\n')).toBe(0)
})
