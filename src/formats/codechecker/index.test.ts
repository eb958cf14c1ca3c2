import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { codechecker } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(codechecker, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'CodeChecker' },
  ])
})

test('one report in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(codechecker, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  const path = 'work/shop/src/pot.c'
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'unix.Malloc',
    title: "Potential leak of memory pointed to by 'leaves'",
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    location: { path, line: 12, column: 7, endLine: 12, endColumn: 9 },
    flow: [
      { path, line: 8, column: 10, endLine: 8, endColumn: 20, message: 'Memory is allocated' },
      {
        path,
        line: 12,
        column: 7,
        endLine: 12,
        endColumn: 9,
        message: "Potential leak of memory pointed to by 'leaves'",
      },
    ],
    fingerprints: { report_hash: '00000000000000000000000000000005' },
    tool: 'clangsa',
    tags: ['Memory error', 'Memory leak'],
  })
  expect(JSON.parse(raw)).toHaveProperty('checker_name', 'unix.Malloc')
})

test('what was reviewed, and notes; every report is an observation or a problem', async () => {
  const items = await itemsOfFile(codechecker, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      severity: 'info',
      verdict: { state: 'false_positive', reason: 'never below zero', source: 'codechecker-review' },
      related: [{ path: 'src/cup.h', line: 9, message: 'declared here' }],
    },
  ])
  expect(observationsIn(items)[0]).not.toHaveProperty('flow')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/reports/1'])
})

test.each(['{}', '[]', '{"version":1}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(codechecker, text)).rejects.toThrow(UnreadableReport)
})
