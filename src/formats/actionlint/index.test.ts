import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { actionlint } from './index.ts'

const items = async (name: string) => itemsOfFile(actionlint, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOf(actionlint, '[]')).toEqual([{ type: 'header', tool: 'actionlint' }])
})

test('one error in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'pipeline',
    rule: 'expression',
    title: '"github.event.issue.title" is potentially untrusted',
    description:
      '"github.event.issue.title" is potentially untrusted. Avoid using it directly in inline scripts.',
    severity: 'unknown',
    location: {
      path: '.github/workflows/shop.yml',
      line: 12,
      column: 24,
      endColumn: 48,
      snippet: expect.stringMatching(/^ {6}- run: echo/),
    },
  })
})

test('a line each, the password in one of them', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    { kind: 'pipeline', rule: 'shellcheck', tags: ['SC2086'] },
    { kind: 'secret', rule: 'credentials', secret: 'sesame-4711-open' },
    { rule: 'runner-label' },
  ])
  expect(observationsIn(found)[2]).not.toHaveProperty('location')
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 4'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(actionlint, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its errors', () => {
  const detect = (outline: unknown) => actionlint.detect({ syntax: 'json', head: '', outline })
  const error = { message: 'a', filepath: 'a', line: 1, column: 1, kind: 'expression' }
  expect(detect([error])).toBe(1)
  expect(detect(error)).toBe(1)
  expect(detect([{ message: 'a', line: 1 }])).toBe(0)
})
