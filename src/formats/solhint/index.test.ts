import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { solhint } from './index.ts'

const items = (name: string) => itemsOfFile(solhint, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one result in all its fields; the sum at the end is none', async () => {
  expect(await items('one.json')).toHaveLength(2)
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'avoid-tx-origin',
    title: 'Avoid to use tx.origin',
    description: 'Avoid to use tx.origin',
    severity: 'medium',
    toolSeverity: 'Warning',
    location: { path: 'contracts/Till.sol', line: 2, column: 33 },
  })
})

test('every result is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'avoid-tx-origin' },
    { rule: 'compiler-version', severity: 'high' },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/2'])
})

test('nothing found: a header', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'Solhint' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(solhint, text)).rejects.toThrow(UnreadableReport)
})
