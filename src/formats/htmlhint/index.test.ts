import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { htmlhint } from './index.ts'

const items = (name: string) => itemsOfFile(htmlhint, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one message in all its fields', async () => {
  expect((await items('one.json'))[0]).toEqual({ type: 'header', tool: 'HTMLHint' })
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'tagname-lowercase',
    title: 'The html element name of [ IMG ] must be in lowercase.',
    description:
      'The html element name of [ IMG ] must be in lowercase.\n\nAll html element names must be in lowercase.',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'srv/shop/till.html', line: 5, column: 3, snippet: "<IMG src='logo.png'>" },
    references: ['https://htmlhint.com/rules/tagname-lowercase'],
  })
})

test('every message is an observation or a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'tagname-lowercase' },
    { rule: 'doctype-first', title: 'doctype-first', severity: 'medium' },
  ])
  expect(observationsIn(found)[1]?.location).toEqual({ path: 'srv/shop/till.html', column: 1 })
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/0/messages/1', '/1'])
})

test('CSSLint has one object for a file', async () => {
  const found = await items('csslint.json')
  expect(found[0]).toEqual({ type: 'header', tool: 'CSSLint' })
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'known-properties',
      description: "Unknown property 'colr'.\n\nProperties should be known.",
      location: { path: 'srv/shop/till.css', line: 2, column: 5, snippet: 'a { colr: red; }' },
      references: ['https://github.com/CSSLint/csslint/wiki/Require-use-of-known-properties'],
    },
  ])
})

test('no files: a header', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'HTMLHint' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(htmlhint, text)).rejects.toThrow(UnreadableReport)
})
