import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { tslint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOfFile(tslint, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'TSLint' }])
})

test('one failure in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(tslint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'no-cookies',
    title: 'Forbidden call to document.cookie',
    description: 'Forbidden call to document.cookie',
    severity: 'high',
    toolSeverity: 'ERROR',
    location: { path: 'shop/cookies.ts', line: 7, endLine: 7, column: 1, endColumn: 9 },
  })
  expect(JSON.parse(raw)).toMatchObject({ ruleName: 'no-cookies' })
})

test('every failure is an observation or a problem', async () => {
  const items = await itemsOfFile(tslint, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'semicolon', severity: 'medium', location: { line: 1, column: 4 } },
    { rule: 'old', severity: 'unknown' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/2'])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(tslint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its failures', () => {
  const detect = (outline: unknown) => tslint.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ failure: 'x', ruleName: 'y', startPosition: {} }])).toBe(1)
  expect(detect([{ ruleName: 'y' }])).toBe(0)
  expect(detect([])).toBe(0)
})
