import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { ruff } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('nothing found is a header', async () => {
  expect(await itemsOfFile(ruff, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'Ruff' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(ruff, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'E401',
    title: 'Multiple imports on one line',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'srv/shop/bad.py', line: 1, endLine: 1, column: 1, endColumn: 39 },
    references: ['https://docs.astral.sh/ruff/rules/multiple-imports-on-one-line'],
    remediation: 'Split imports',
    tags: ['multiple-imports-on-one-line'],
  })
  expect(JSON.parse(raw)).toHaveProperty('noqa_row', 1)
})

test('every result arrives, a password as a secret', async () => {
  const items = await itemsOfFile(ruff, fixture('many.json'))
  const observations = observationsIn(items)
  expect(observations).toHaveLength(16)
  expect(observations.find(({ rule }) => rule === 'S105')).toMatchObject({
    kind: 'secret',
    title: 'Possible hardcoded password assigned to: "password"',
    location: { line: 2 },
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/16'])
})

test('a result a line, and the message of older versions, which printed the password', async () => {
  expect(observationsIn(await itemsOfFile(ruff, fixture('lines.jsonl')))).toHaveLength(3)
  const place = { row: 1, column: 1 }
  const old = {
    code: 'S105',
    message: 'Possible hardcoded password: "earl-grey-7"',
    filename: 'a.py',
    location: place,
    end_location: place,
  }
  const [observation] = observationsIn(await itemsOf(ruff, JSON.stringify([old])))
  expect(observation).toMatchObject({ secret: 'earl-grey-7', title: 'Possible hardcoded password' })
})

test.each(['{}', '7', ''])('refuses %j', async (text) => {
  await expect(itemsOf(ruff, text)).rejects.toThrow(UnreadableReport)
})
