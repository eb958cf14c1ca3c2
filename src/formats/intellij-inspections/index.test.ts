import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { intellijInspections } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(intellijInspections, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'IntelliJ inspections' },
  ])
})

test('one problem in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(intellijInspections, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SqlInjection',
    title: 'A query select is built from text',
    description: 'A query select is built from text. Do not.',
    severity: 'low',
    toolSeverity: 'WEAK WARNING',
    location: {
      path: 'app/src/main/java/shop/Orders.java',
      line: 12,
      snippet: '"select " + name',
      symbol: 'shop.Orders void find()',
    },
    remediation: 'Prepare the statement',
    tags: ['Query from text', 'app'],
  })
  expect(raw).toContain('id="SqlInjection"')
})

test('every problem is an observation or one of ours', async () => {
  const items = await itemsOfFile(intellijInspections, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Typo', severity: 'info', location: { path: 'gradle.properties', line: 8 } },
    { rule: 'Broken', title: 'Broken', severity: 'high' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/problems/problem[3]'])
})

test.each(['<issues/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(intellijInspections, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root and its classes', () => {
  const detect = (name: string, head: string, attributes = {}) =>
    intellijInspections.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes } })
  expect(detect('problems', '<problem_class severity="ERROR">')).toBe(1)
  expect(detect('problems', '', { is_local_tool: 'true' })).toBe(1)
  expect(detect('problems', '')).toBe(0)
  expect(detect('issues', '<problem_class>')).toBe(0)
})
