import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fortifyApi } from './index.ts'

const items = (name: string) => itemsOfFile(fortifyApi, new URL(`fixtures/${name}`, import.meta.url))

test('one issue of SSC in all its fields', async () => {
  const [header, observation, ...others] = await items('one.json')
  expect(header).toEqual({ type: 'header', tool: 'Fortify SSC' })
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL Injection',
    title: 'SQL Injection',
    severity: 'critical',
    toolSeverity: 'Critical',
    location: { path: 'src/main/java/shop/Till.java', line: 42 },
    references: ['https://ssc.example/api/v1/projectVersions/11/issues/7'],
    fingerprints: { 'fortify/instance': 'A1B2' },
    seenAt: '2026-03-01T08:30:00.000Z',
    tags: ['Input Validation and Representation', 'Data Flow'],
  })
})

test('auditors, dynamic scans, what is gone, and that there are more', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'SQL Injection' },
    {
      kind: 'web',
      severity: 'low',
      endpoint: { url: 'https://shop.example/search' },
      verdict: { state: 'false_positive', reason: 'Not an Issue', source: 'fortify-analysis' },
    },
    { verdict: { state: 'fixed', source: 'fortify-removed' } },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/data/3', true],
    ['', true],
  ])
})

test('Fortify on Demand', async () => {
  const found = await items('on-demand.json')
  expect(headersIn(found)).toEqual([{ type: 'header', tool: 'Fortify on Demand' }])
  expect(observationsIn(found)).toMatchObject([
    {
      kind: 'code',
      rule: 'XML External Entity Injection',
      severity: 'high',
      cwes: [611],
      location: { path: 'src/main/java/shop/Till.java', line: 572 },
      fingerprints: { 'fortify/instance': 'D1' },
      verdict: { state: 'accepted', reason: 'Risk Accepted', source: 'fortify-suppression' },
      tags: ['Input Validation and Representation', 'Java J2EE JAXP'],
    },
  ])
  expect(problemsIn(found)).toEqual([])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(fortifyApi, text)).rejects.toThrow(UnreadableReport)
})
