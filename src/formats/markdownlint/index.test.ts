import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { markdownlint } from './index.ts'

const items = (name: string) => itemsOfFile(markdownlint, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one result in all its fields', async () => {
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'MD034',
    title: 'Bare URL used',
    description: 'Bare URL used',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'docs/till.md', line: 5, column: 1, endColumn: 20, snippet: 'http://shop.example' },
    references: ['https://github.com/DavidAnson/markdownlint/blob/v0.42.1/doc/md034.md'],
    tags: ['no-bare-urls'],
  })
})

test('every result is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'MD034' },
    {
      rule: 'MD001',
      description: 'Bare URL used\n\nExpected: h2; Actual: h3',
      severity: 'medium',
      location: { path: 'docs/till.md', line: 5 },
    },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/2'])
})

test('the one in Ruby', async () => {
  expect(observationsIn(await items('version-ruby.json'))).toMatchObject([
    {
      rule: 'MD012',
      title: 'Multiple consecutive blank lines',
      severity: 'unknown',
      location: { path: 'docs/till.md', line: 7 },
      tags: ['no-multiple-blanks'],
      references: [expect.stringContaining('RULES.md#md012')],
    },
  ])
})

test('nothing found: a header', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'markdownlint' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(markdownlint, text)).rejects.toThrow(UnreadableReport)
})
