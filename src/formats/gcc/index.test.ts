import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gcc } from './index.ts'

const items = (name: string) => itemsOfFile(gcc, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one diagnostic of the analyzer in all its fields', async () => {
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'analyzer-null-dereference',
    title: 'dereference of NULL ‘till’',
    severity: 'medium',
    toolSeverity: 'warning',
    cwes: [476],
    location: { path: 'src/till.c', line: 13, column: 20, endLine: 13, endColumn: 23, symbol: 'main' },
    flow: [
      { path: 'src/till.c', line: 12, column: 8, message: '‘till’ is NULL' },
      { path: 'src/till.c', line: 13, column: 20, message: 'dereference of NULL ‘till’' },
    ],
    references: [
      'https://gcc.gnu.org/onlinedocs/gcc/Static-Analyzer-Options.html#index-Wanalyzer-null-dereference',
    ],
  })
})

test('a build has a list for each file that it compiles', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'uninitialized',
      related: [{ path: 'src/till.c', line: 17, column: 7, message: '‘x’ was declared here' }],
      remediation: 'line 9: fgets',
    },
    { rule: 'unknown type name …', severity: 'high' },
  ])
  expect(observationsIn(found)[1]?.location).toBeUndefined()
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 1, /1'])
})

test('nothing found: a header', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'GCC' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gcc, text)).rejects.toThrow(UnreadableReport)
})
