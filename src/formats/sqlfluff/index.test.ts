import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sqlfluff } from './index.ts'

const itemsIn = (name: string) => itemsOfFile(sqlfluff, new URL(`fixtures/${name}`, import.meta.url))

test('files without violations are a header', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ type: 'header', tool: 'SQLFluff' }])
})

test('one violation in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'LT01',
    title: "Expected single whitespace between comma ',' and naked identifier.",
    severity: 'unknown',
    location: { path: 'q.sql', line: 1, endLine: 1, column: 10, endColumn: 11 },
    tags: ['layout.spacing'],
  })
  expect(JSON.parse(raw)).toHaveProperty('violations.0.fixes.0.edit', ' ')
})

test('every violation of every file arrives or is a problem, those of older versions too', async () => {
  const items = await itemsIn('many.json')
  const observations = observationsIn(items)
  expect(observations).toHaveLength(9)
  expect(observations.at(-1)).toMatchObject({
    rule: 'L003',
    location: { path: 'sql/tea.sql', line: 2, column: 4 },
    tags: ['layout.indent', 'warning'],
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/1/violations/1', '/2'])
})

test.each(['{}', '7', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sqlfluff, text)).rejects.toThrow(UnreadableReport)
})

test('its YAML says the same', async () => {
  expect(observationsIn(await itemsIn('report.yaml'))).toMatchObject([
    {
      rule: 'LT02',
      title: 'Expected indent of 4 spaces.',
      location: { path: 'migrations/001-init.sql', line: 2, column: 1, endLine: 2, endColumn: 3 },
    },
    { rule: 'LT02', location: { line: 3 } },
  ])
})
