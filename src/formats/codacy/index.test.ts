import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { codacy } from './index.ts'

const itemsIn = (name: string) => itemsOfFile(codacy, new URL(`fixtures/${name}`, import.meta.url))

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'DL3007',
    title: 'Using latest is prone to errors if the image will ever update',
    description:
      'Using latest is prone to errors if the image will ever update. Pin the version explicitly to a release tag',
    severity: 'unknown',
    location: { path: 'Dockerfile', line: 1 },
  })
  expect(JSON.parse(raw)).toHaveProperty('patternId', 'DL3007')
})

test('every result arrives, with nothing between them', async () => {
  const items = await itemsIn('many.json')
  expect(observationsIn(items)).toHaveLength(9)
  expect(problemsIn(items)).toEqual([])
})

test("Codacy's own command line: issues, clones, files that could not be looked at", async () => {
  const found = await itemsOfFile(codacy, new URL('fixtures/analysis-cli.json', import.meta.url))
  expect(observationsIn(found)).toMatchObject([
    {
      rule: 'Brakeman_Execute',
      title: 'Possible command injection',
      description: 'Possible command injection. Quote it.',
      severity: 'high',
      toolSeverity: 'Error',
      location: { path: 'app/till.rb', line: 8 },
      tags: ['Security'],
    },
    { rule: 'ESLint_semi', severity: 'info', location: { path: 'js/till.js', line: 3, column: 9 } },
    {
      rule: 'duplication',
      title: '12 lines stand here and in another place',
      severity: 'info',
      location: { path: 'js/till.js', line: 54, endLine: 65 },
      related: [{ path: 'js/coin.js', line: 13, endLine: 24 }],
    },
  ])
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/2', true],
    ['/3', true],
  ])
})

test('a result a line, and files that could not be looked at', async () => {
  const items = await itemsIn('lines.jsonl')
  expect(observationsIn(items)).toMatchObject([
    { rule: 'lid', title: 'The lid is open', severity: 'medium', remediation: 'close(lid)' },
  ])
  expect(problemsIn(items)).toMatchObject([
    { where: 'line 2', incomplete: true },
    { where: 'line 3', incomplete: true },
  ])
})

test.each(['{}', '[7]', '{"filename":"a"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(codacy, text)).rejects.toThrow(UnreadableReport)
})
