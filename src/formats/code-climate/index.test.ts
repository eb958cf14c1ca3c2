import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { codeClimate } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('nothing found is a header', async () => {
  expect(await itemsOfFile(codeClimate, fixture('empty.json'))).toEqual([{ type: 'header' }])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(codeClimate, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'DL3007',
    title: 'Using latest is prone to errors',
    description: 'DL3007: Using latest is prone to errors. Pin the version. See CVE-2099-10007.',
    severity: 'medium',
    toolSeverity: 'major',
    advisories: ['CVE-2099-10007'],
    location: { path: 'Dockerfile', line: 1, endLine: 1, column: 6, endColumn: 9 },
    fingerprints: { 'code-climate': '7c72a98bdf9a3eb2' },
  })
  expect(JSON.parse(raw)).toHaveProperty('check_name', 'DL3007')
})

test("Code Climate's own issues, without measurements; places for lines; no check's name", async () => {
  const items = await itemsOfFile(codeClimate, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'Rubocop/Security/Eval',
      severity: 'critical',
      description: 'Eval is evil\n\nDo not use eval (CWE-95).\nhttps://tea.example/eval',
      cwes: [95],
      location: { path: 'app/pot.rb', line: 4, endLine: 6 },
      related: [{ path: 'app/cup.rb', line: 9, endLine: 9 }],
      references: ['https://tea.example/eval'],
      tool: 'rubocop',
      tags: ['Security'],
    },
    { rule: 'E302', severity: 'low', location: { path: 'a.py', line: 3 } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3'])
  expect(observationsIn(await itemsOfFile(codeClimate, fixture('lines.jsonl')))).toHaveLength(1)
})

test("an engine's own output, whose issues end with NUL", async () => {
  const items = await itemsOfFile(codeClimate, fixture('engine.txt'))
  expect(observationsIn(items).map(({ rule, location }) => [rule, location?.line])).toEqual([
    ['DL3007', 1],
    ['DL3009', 2],
    ['DL3008', 2],
    ['DL3015', 2],
    ['DL3014', 2],
    ['DL3004', 3],
    ['DL3003', 3],
    ['DL3020', 4],
    ['DL3064', 5],
  ])
  expect(problemsIn(items)).toEqual([])
})

test.each(['{}', '7', ''])('refuses %j', async (text) => {
  await expect(itemsOf(codeClimate, text)).rejects.toThrow(UnreadableReport)
})
