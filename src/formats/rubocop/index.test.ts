import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { rubocop } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(rubocop, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'RuboCop', toolVersion: '1.60.0' },
  ])
})

test('one offense in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(rubocop, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Security/Eval',
    title: 'The use of `eval` is a serious security risk.',
    description: 'The use of `eval` is a serious security risk.',
    severity: 'medium',
    toolSeverity: 'warning',
    location: { path: 'app/orders.rb', line: 4, endLine: 4, column: 5, endColumn: 9 },
  })
  expect(JSON.parse(raw)).toMatchObject({ path: 'app/orders.rb', cop_name: 'Security/Eval' })
})

test('every offense is an observation or a problem', async () => {
  const items = await itemsOfFile(rubocop, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'low', location: { path: 'ledger.rb', line: 1 }, verdict: { state: 'fixed' } },
    { rule: 'Lint/Syntax', severity: 'high', location: { path: 'ledger.rb' } },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/files/0/offenses/2', '/files/1'])
})

test.each(['{}', '[]', '{"files":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(rubocop, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version', () => {
  const detect = (outline: unknown) => rubocop.detect({ syntax: 'json', head: '', outline })
  expect(detect({ metadata: { rubocop_version: '1.60.0' }, files: [] })).toBe(1)
  expect(detect({ metadata: {}, files: [] })).toBe(0)
})
