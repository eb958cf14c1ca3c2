import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { oxlint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(oxlint, '{"diagnostics":[],"number_of_files":1,"number_of_rules":90}')).toEqual([
    { type: 'header', tool: 'Oxlint' },
  ])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(oxlint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'eslint(no-eval)',
    title: 'eval can be harmful.',
    severity: 'medium',
    toolSeverity: 'warning',
    location: { path: 'app.js', line: 1, column: 9 },
    references: ['https://oxc.rs/docs/guide/usage/linter/rules/eslint/no-eval.html'],
    remediation: expect.stringContaining('Avoid eval().'),
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(oxlint, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'eslint(no-unused-vars)', location: { message: "'a' is declared here" } },
    {},
    {},
    {},
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/diagnostics/4'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(oxlint, text)).rejects.toThrow(UnreadableReport)
})
