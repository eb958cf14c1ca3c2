import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { stylelint } from './index.ts'

const items = (name: string) => itemsOfFile(stylelint, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one warning in all its fields', async () => {
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'block-no-empty',
    title: 'Empty block',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'srv/shop/till.css', line: 4, column: 8, endLine: 4, endColumn: 11 },
  })
})

test('every warning is an observation or a problem, and so is what Stylelint says of itself', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'block-no-empty' },
    {
      rule: 'declaration-no-important',
      title: 'No !important here',
      severity: 'medium',
      references: ['https://stylelint.io/user-guide/rules/declaration-no-important'],
    },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/0/warnings/2', true],
    ['/0/parseErrors/0', true],
    ['/0/invalidOptionWarnings/0', undefined],
    ['/0/deprecations/0', undefined],
    ['/1', true],
  ])
})

test('no files: a header', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'Stylelint' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(stylelint, text)).rejects.toThrow(UnreadableReport)
})
