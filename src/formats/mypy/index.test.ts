import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { mypy } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(mypy, '[]')).toEqual([{ type: 'header', tool: 'mypy' }])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(mypy, fixture('one.jsonl')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'import-not-found',
    title: expect.stringContaining('Cannot find implementation'),
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'ledger/signing.py', line: 1, column: 1, endLine: 1, endColumn: 2 },
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(mypy, fixture('many.jsonl'))
  expect(observationsIn(items)).toMatchObject([{}, {}, {}])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 4'])
})

test.each(['{}', '{"a":1}'])('refuses %j', async (text) => {
  await expect(itemsOf(mypy, text)).rejects.toThrow(UnreadableReport)
})
