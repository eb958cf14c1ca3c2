import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { phpstan } from './index.ts'

const items = async (name: string) => itemsOfFile(phpstan, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'PHPStan' }])
})

test('one error in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'argument.type',
    title: 'Parameter #1 of method add() expects int, string given',
    description: 'Parameter #1 of method add() expects int, string given. It fails.',
    severity: 'unknown',
    location: { path: 'app/src/Cart.php', line: 12 },
    references: ['https://phpstan.org/error-identifiers/argument.type'],
    remediation: 'Cast it before.',
  })
})

test('every message is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'phpstan', location: { path: 'src/Ledger.php', line: 3 } },
    { rule: 'phpstan', location: { path: 'src/Ledger.php' } },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual([
    '/files/src~1Ledger.php/messages/2',
    '/errors/0',
  ])
})

test.each(['{}', '[]', '{"totals":{"errors":0,"warnings":0,"fixable":0},"files":{}}'])(
  'refuses %s',
  async (text) => {
    await expect(itemsOf(phpstan, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its totals', () => {
  const detect = (outline: unknown) => phpstan.detect({ syntax: 'json', head: '', outline })
  expect(detect({ totals: { errors: 0, file_errors: 0 }, files: [], errors: [] })).toBe(1)
  expect(detect({ totals: { errors: 0, warnings: 0, fixable: 0 }, files: {} })).toBe(0)
})
