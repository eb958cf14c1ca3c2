import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { githubAnnotations } from './index.ts'

const itemsIn = (name: string) => itemsOfFile(githubAnnotations, new URL(`fixtures/${name}`, import.meta.url))

test('one annotation in all its fields, as Ruff writes it', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.txt'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'E401',
    title: 'Multiple imports on one line',
    description: 'Multiple imports on one line\n  help: Split imports',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'srv/shop/bad.py', line: 1, endLine: 1, column: 1, endColumn: 39 },
    tool: 'ruff',
  })
  expect(raw).toMatch(/^::error title=ruff \(E401\),file=/)
})

test('the checks of tools that write them elsewhere, each in its way', async () => {
  const observations = observationsIn(await itemsIn('many.txt'))
  expect(observations.map(({ rule, tool }) => [rule, tool])).toEqual([
    ['CPY001', 'ruff'],
    ['E401', 'ruff'],
    ['C0114', undefined],
    ['C0410', undefined],
    ['artipacked', undefined],
    ['excessive-permissions', undefined],
    ['document-start', undefined],
    ['indentation', undefined],
    ['LT09', 'SQLFluff'],
    ['A, b', undefined],
  ])
  expect(observations.map(({ title }) => title)).toEqual(
    expect.arrayContaining(['Missing module docstring', 'missing document start "---"']),
  )
  expect(observations[2]).toMatchObject({ severity: 'info', location: { path: 'bad.py', line: 1 } })
  expect(observations.at(-1)).toMatchObject({
    description: 'Pot\nis hot%',
    location: { path: 'src,old/tea.ts', line: 2 },
  })
})

test('RuboCop says its cop before the message', async () => {
  const said = '::error file=app/till.rb,line=3,col=5::Security/Eval: Do not `eval`.\n'
  expect(observationsIn(await itemsOf(githubAnnotations, said))).toMatchObject([
    { rule: 'Security/Eval', title: 'Do not `eval`', location: { path: 'app/till.rb', line: 3, column: 5 } },
  ])
})

test('what is said of the run itself is a problem, an error among it may hide findings', async () => {
  expect(problemsIn(await itemsIn('many.txt'))).toMatchObject([
    { where: 'line 15', incomplete: true },
    { where: 'line 16', message: expect.stringContaining('"warning"') },
  ])
})

test("the list of a check run's annotations", async () => {
  const items = await itemsIn('list.json')
  expect(observationsIn(items)).toMatchObject([
    { rule: 'LT09', tool: 'SQLFluff', location: { path: 'q.sql', line: 1, column: 1 }, severity: 'medium' },
    { rule: 'LT01' },
    {
      rule: 'Lid check',
      title: 'The lid is open',
      description: 'The lid is open. Close it.\n\npot 7',
      severity: 'high',
      location: { path: 'src/pot.ts', line: 4, endLine: 4 },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3'])
})

test.each(['{}', 'All checks passed!', '::group::a', ''])('refuses %j', async (text) => {
  await expect(itemsOf(githubAnnotations, text)).rejects.toThrow(UnreadableReport)
})
