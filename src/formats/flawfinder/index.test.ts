import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { flawfinder } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a table without rows has a header and nothing else', async () => {
  expect(await itemsOfFile(flawfinder, fixture('empty.csv'))).toEqual([
    { type: 'header', tool: 'Flawfinder' },
  ])
})

test('one hit in all its fields', async () => {
  const items = await itemsOfFile(flawfinder, fixture('one.csv'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Flawfinder', toolVersion: '2.0.19' }])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'FF1001',
    title: 'strcpy: Does not check for buffer overflows',
    description: 'Does not check for buffer overflows (CWE-120)\n\nA note',
    severity: 'high',
    toolSeverity: '4',
    cwes: [119, 120],
    location: { path: 'src/stock.c', line: 32, column: 13, snippet: 'strcpy(name, argv[1]);' },
    remediation: 'Use snprintf, or strlcpy',
    references: ['https://flawfinder.example/FF1001'],
    fingerprints: { flawfinder: 'ab12' },
    tags: ['buffer'],
  })
  expect(raw).toContain('FF1001')
})

test('older tables have no rule ids; a row without its file is a problem', async () => {
  const items = await itemsOfFile(flawfinder, fixture('many.csv'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'buffer/char', severity: 'low', location: { path: 'ledger.c' } },
    { rule: 'misc/odd', title: 'odd: misc', severity: 'unknown', toolSeverity: '9' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['line 3'])
})

test.each([
  ['text.txt', 3, 'strcpy(till, argv[1]);'],
  ['page.html', undefined, 'strcpy(till, "x");'],
])('%s is what Flawfinder shows a person', async (name, column, snippet) => {
  const items = await itemsOfFile(flawfinder, fixture(name))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Flawfinder', toolVersion: '2.0.19' }])
  expect(problemsIn(items)).toEqual([])
  const [first, second] = observationsIn(items)
  expect(first).toMatchObject({
    rule: 'buffer/strcpy',
    title: 'strcpy: Does not check for buffer overflows when copying to destination [MS-banned]',
    description:
      'Does not check for buffer overflows when copying to destination [MS-banned] (CWE-120). Consider using snprintf, strcpy_s, or strlcpy (warning: strncpy easily misused).',
    severity: 'high',
    toolSeverity: '4',
    cwes: [120],
    location: { path: 'src/till.c', line: 7, ...(column && { column }), snippet },
    remediation: 'Consider using snprintf, strcpy_s, or strlcpy (warning: strncpy easily misused).',
    tags: ['buffer'],
  })
  if (name === 'text.txt') {
    expect(second).toMatchObject({ rule: 'buffer/char', severity: 'low', cwes: [119, 120] })
    expect(second?.location).toEqual({ path: 'src/till.c', line: 5 })
  } else expect(second).toBeUndefined()
})

test('a text that breaks off before its sums may lack hits', async () => {
  const [header, ...others] = await itemsOf(
    flawfinder,
    'Flawfinder version 2.0.19\na.c:9:  [5] (buffer) gets:\n',
  )
  expect(header?.type).toBe('header')
  expect(others).toMatchObject([{ rule: 'buffer/gets' }, { type: 'problem', incomplete: true }])
})

test.each(['x,y\n', 'File,Line\n', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(flawfinder, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its columns', () => {
  const detect = (columns: string[]) => flawfinder.detect({ syntax: 'csv', head: '', columns })
  const own = ['File', 'Line', 'Level', 'Category', 'Name', 'Warning', 'CWEs', 'Context', 'Fingerprint']
  expect(detect(own)).toBe(1)
  expect(detect(own.slice(1))).toBe(0)
})
