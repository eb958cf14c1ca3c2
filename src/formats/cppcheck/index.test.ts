import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cppcheck } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cppcheck, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Cppcheck', toolVersion: '2.14.0' },
  ])
})

test('one error in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(cppcheck, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  const place = { path: 'src/stock.c', line: 12, column: 5, message: 'Null pointer dereference' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'nullPointer',
    title: 'Null pointer dereference: order',
    description: 'Null pointer dereference: order\nIt is null when there is no stock.',
    severity: 'high',
    toolSeverity: 'error',
    confidence: 'low',
    cwes: [476],
    location: { ...place, symbol: 'order' },
    flow: [
      { path: 'src/stock.c', line: 9, column: 18, message: "Assignment 'order=0', assigned value is 0" },
      place,
    ],
    fingerprints: { hash: '4711' },
    tags: ['checked in src/main.c'],
  })
  expect(raw).toContain('id="nullPointer"')
})

test('styles, and messages about the analysis itself', async () => {
  const [style, include] = observationsIn(await itemsOfFile(cppcheck, fixture('many.xml')))
  expect(style).toMatchObject({
    severity: 'low',
    toolSeverity: 'style',
    location: { path: 'src/ledger.c', line: 3 },
  })
  expect(style).not.toHaveProperty('flow')
  expect(include).toMatchObject({ rule: 'missingInclude', severity: 'info' })
  expect(include).not.toHaveProperty('location')
})

test('version 1 has the place at the error', async () => {
  expect(await itemsOfFile(cppcheck, fixture('version-1.xml'))).toMatchObject([
    { type: 'header', tool: 'Cppcheck' },
    { rule: 'bufferAccessOutOfBounds', location: { path: 'src/shop.c', line: 7 } },
  ])
})

test('every error is an observation or a problem', async () => {
  const items = await itemsOfFile(cppcheck, fixture('many.xml'))
  expect(observationsIn(items)).toHaveLength(2)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/results/errors[1]/error[3]'])
})

test.each(['<errors/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cppcheck, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version, or by an error of version 1', () => {
  const detect = (head: string) =>
    cppcheck.detect({ syntax: 'xml', head, root: { name: 'results', namespace: '', attributes: {} } })
  expect(detect('<results version="2"><cppcheck version="2.14"/>')).toBe(1)
  expect(detect('<results><error file="a.c" line="1" id="x" severity="style" msg="y"/>')).toBeGreaterThan(0.5)
  expect(detect('<results><test/></results>')).toBe(0)
})
