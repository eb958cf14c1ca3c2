import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { secretlint } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('files without a message are nothing found', async () => {
  expect(await itemsOfFile(secretlint, fixture('empty-file.json'))).toEqual([
    { type: 'header', tool: 'Secretlint' },
  ])
})

test('one message in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(secretlint, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'secret',
    rule: '@secretlint/secretlint-rule-example:EXAMPLE_TOKEN',
    title: 'found Example Token',
    severity: 'high',
    toolSeverity: 'error',
    location: {
      path: 'src/shop/ci.env',
      line: 2,
      endLine: 2,
      column: 15,
      endColumn: 37,
      snippet: 'EXAMPLE_TOKEN=exmp…7b',
    },
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
    references: ['https://rules.example/README.md#EXAMPLE_TOKEN'],
  })
  expect(JSON.parse(raw)).not.toHaveProperty('sourceContent')
})

test('a range that begins at the name, two secrets on a line, and messages that print them', async () => {
  const items = await itemsOfFile(secretlint, fixture('many.json'))
  const found = observationsIn(items)
  expect(found.map(({ rule, secret, severity }) => [rule, secret, severity])).toEqual([
    ['@secretlint/secretlint-rule-example:AccessKey', '0123456789abcdef0123', 'medium'],
    ['@secretlint/secretlint-rule-other', 'exmpl_ffff0000ffff0000', 'info'],
    ['custom', 'exmpl_eeee1111eeee1111', 'unknown'],
  ])
  expect(JSON.stringify(found[0])).not.toContain('exmpl_ffff0000')
  expect(found[1]?.location?.snippet).not.toContain('0123456789abcdef')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/0/messages/2', '/2'])
})

test.each(['{}', '{"messages":[]}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(secretlint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by the type of content', () => {
  const detect = (outline: unknown) => secretlint.detect({ syntax: 'json', head: '', outline })
  expect(detect([{ filePath: 'a', sourceContentType: 'text', messages: [] }])).toBe(1)
  expect(detect([{ filePath: 'a', messages: [], errorCount: 0 }])).toBe(0)
  expect(detect([])).toBe(0)
})
