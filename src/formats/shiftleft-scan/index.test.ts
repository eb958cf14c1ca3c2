import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { shiftleftScan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('runs without results have their headers and nothing else', async () => {
  expect(await itemsOfFile(shiftleftScan, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Java Source Analyzer' },
    { type: 'header', tool: 'Class File Analyzer' },
  ])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(shiftleftScan, fixture('one.json'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Class File Analyzer',
      toolVersion: '1.0',
      producedAt: '2025-03-01T08:30:00.000Z',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'XSS_SERVLET',
    title: 'Scripts may run',
    description: 'At Orders.java.',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'src/Orders.java', line: 42, endLine: 42, snippet: 'print(name)' },
    tool: 'Class File Analyzer',
  })
  expect(JSON.parse(raw)).toMatchObject({ ruleId: 'XSS_SERVLET' })
})

test('every result is an observation of its tool or a problem', async () => {
  const items = await itemsOfFile(shiftleftScan, fixture('many.json'))
  expect(headersIn(items).map((item) => item.tool)).toEqual(['Class File Analyzer', 'Python Analyzer'])
  expect(observationsIn(items).map((item) => [item.rule, item.tool])).toEqual([
    ['XSS_SERVLET', 'Class File Analyzer'],
    ['B101', 'Python Analyzer'],
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 2/results/2', 'line 3'])
})

test('what is no run is a problem, and an empty file is refused', async () => {
  expect(problemsIn(await itemsOf(shiftleftScan, '{"a":1}'))).toHaveLength(1)
  await expect(itemsOf(shiftleftScan, '')).rejects.toThrow(UnreadableReport)
})

test('is known by a run without a log', () => {
  const detect = (outline: unknown) => shiftleftScan.detect({ syntax: 'ndjson', head: '', outline })
  const run = { tool: { driver: { name: 'x' } }, conversion: {}, results: [] }
  expect(detect(run)).toBeGreaterThan(0.9)
  expect(detect({ version: '2.1.0', runs: [run] })).toBe(0)
})
