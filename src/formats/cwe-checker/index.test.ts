import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cweChecker } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cweChecker, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'cwe_checker', target: 'build/stock' },
  ])
  expect(await itemsOf(cweChecker, '[]')).toEqual([{ type: 'header', tool: 'cwe_checker' }])
})

test('one warning in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(cweChecker, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'CWE676',
    title: 'Use of Potentially Dangerous Function',
    description:
      '(Use of Potentially Dangerous Function) print_order (00101178) -> strcpy\nAddresses: 00101178\ndangerous_function strcpy',
    severity: 'unknown',
    cwes: [676],
    resource: { address: 'print_order', type: 'function' },
  })
  expect(JSON.parse(raw)).toMatchObject({ tids: ['instr_00101178_2'] })
})

test('with the name of the binary around them', async () => {
  const items = await itemsOfFile(cweChecker, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'CWE190', title: 'Integer Overflow or Wraparound', location: { path: 'build/stock' } },
    { rule: 'CWE782', title: 'CWE782', location: { path: 'build/stock', symbol: 'main' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/warnings/2'])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cweChecker, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its warnings', () => {
  const detect = (outline: unknown) => cweChecker.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ name: 'CWE676', addresses: [], description: '' }])).toBe(1)
  expect(detect({ binary: 'a', warnings: [] })).toBe(1)
  expect(detect([{ name: 'CWE-676' }])).toBe(0)
  expect(detect([])).toBe(0)
})
