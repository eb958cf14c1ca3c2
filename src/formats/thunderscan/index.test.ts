import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { thunderscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(thunderscan, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'ThunderScan' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(thunderscan, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL Injection',
    title: 'SQL Injection',
    description: 'None was found.',
    severity: 'high',
    toolSeverity: 'HIGH',
    location: { path: 'src/Orders.java', line: 42, message: 'prepareCall' },
    flow: [
      { path: 'src/Web.java', line: 7, message: 'getHeader' },
      { path: 'src/Orders.java', line: 41, message: 'sql' },
    ],
    tags: ['NOT_SAFE'],
  })
  expect(raw).toContain('prepareCall')
})

test('every vulnerability is an observation or a problem', async () => {
  const items = await itemsOfFile(thunderscan, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([{ rule: 'Log Forging', severity: 'low' }])
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/Report/VulnerabilityType[2]/Vulnerability[1]',
  ])
})

test.each(['<report/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(thunderscan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its types', () => {
  const detect = (head: string) =>
    thunderscan.detect({ syntax: 'xml', head, root: { name: 'Report', namespace: '', attributes: {} } })
  expect(detect('<Report><VulnerabilityType ID="1" Name="x" Risk="HIGH"/>')).toBe(1)
  expect(detect('<Report><Issue/>')).toBe(0)
})
