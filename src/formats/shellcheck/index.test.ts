import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { shellcheck } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('nothing found is a header', async () => {
  expect(await itemsOfFile(shellcheck, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'ShellCheck' },
  ])
})

test('one comment in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(shellcheck, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SC2164',
    title: "Use 'cd ... || exit' or 'cd ... || return' in case cd fails.",
    severity: 'medium',
    toolSeverity: 'warning',
    location: { path: 'run.sh', line: 2, endLine: 2, column: 1, endColumn: 6 },
    references: ['https://www.shellcheck.net/wiki/SC2164'],
  })
  expect(JSON.parse(raw)).toHaveProperty('fix')
})

test('every comment of the newer form is an observation or a problem', async () => {
  const items = await itemsOfFile(shellcheck, fixture('many.json'))
  expect(
    observationsIn(items).map(({ rule, severity, location }) => [rule, severity, location?.line]),
  ).toEqual([
    ['SC2164', 'medium', 2],
    ['SC2086', 'info', 2],
    ['SC2115', 'medium', 3],
    ['SC2086', 'info', 3],
    ['SC2045', 'high', 4],
    ['SC2006', 'info', 4],
    ['SC2086', 'info', 4],
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/comments/7'])
})

test.each(['{}', '7', ''])('refuses %j', async (text) => {
  await expect(itemsOf(shellcheck, text)).rejects.toThrow(UnreadableReport)
})
