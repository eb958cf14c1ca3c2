import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { puppetLint } from './index.ts'

const items = (name: string) => itemsOfFile(puppetLint, new URL(`fixtures/${name}`, import.meta.url))
const one = async () => {
  const [observation, ...others] = observationsIn(await items('one.json'))
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation ?? { raw: '' }
  return fields
}

test('one problem in all its fields', async () => {
  expect(await one()).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'file_mode',
    title: 'mode should be represented as a 4 digit octal value or symbolic mode',
    description: 'mode should be represented as a 4 digit octal value or symbolic mode',
    severity: 'medium',
    toolSeverity: 'warning',
    location: { path: 'manifests/init.pp', line: 3, column: 12 },
    references: ['https://puppet.com/docs/puppet/latest/style_guide.html#style_guide_resources-file-modes'],
  })
})

test('what a comment switches off is accepted; what cannot be used is a problem', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'file_mode' },
    {
      rule: 'documentation',
      location: { path: 'srv/till/init.pp' },
      verdict: { state: 'accepted', reason: 'documented elsewhere', source: 'puppet-lint-comment' },
    },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/1', '/2/0'])
})

test('nothing found: a header', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'puppet-lint' }])
})

test.each(['{}', '5', ''])('refuses %j', async (text) => {
  await expect(itemsOf(puppetLint, text)).rejects.toThrow(UnreadableReport)
})
