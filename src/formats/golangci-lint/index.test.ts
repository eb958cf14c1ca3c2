import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { golangciLint } from './index.ts'

const items = async (name: string) => itemsOfFile(golangciLint, new URL(`fixtures/${name}`, import.meta.url))

test('an empty report has a header and nothing else', async () => {
  expect(await items('empty.json')).toEqual([{ type: 'header', tool: 'golangci-lint' }])
  expect(await itemsOf(golangciLint, '{"Issues":null}')).toHaveLength(1)
})

test('one issue in all its fields', async () => {
  const [, observation, ...others] = await items('one.json')
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'gosec:G404',
    title: 'Use of weak random number generator',
    description: 'G404: Use of weak random number generator. Use another.',
    severity: 'high',
    toolSeverity: 'high',
    location: {
      path: 'ledger/token.go',
      line: 13,
      endLine: 14,
      column: 7,
      snippet: '\tn := rand.Int()\n\treturn n',
    },
    remediation: 'Use crypto/rand',
  })
})

test('credentials are secrets and stay out of other issues; failures are told', async () => {
  const found = await items('many.json')
  expect(observationsIn(found)).toMatchObject([
    { kind: 'secret', rule: 'gosec:G101', secret: 'sesame-4711-open', severity: 'unknown' },
    { kind: 'code', rule: 'goconst', severity: 'medium', remediation: 'const key = other' },
    { rule: 'typecheck', title: 'typecheck' },
  ])
  expect(JSON.stringify(observationsIn(found)[1])).not.toContain('sesame-4711')
  expect(problemsIn(found).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/Report/Error', true],
    ['/Report/Warnings/0', undefined],
    ['/Issues/3', true],
  ])
})

test.each(['{}', '[]', '{"Issues":{}}'])('refuses %s', async (text) => {
  await expect(itemsOf(golangciLint, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its linters', () => {
  const detect = (outline: unknown) => golangciLint.detect({ syntax: 'json', head: '', outline })
  expect(detect({ Issues: [{ FromLinter: 'gosec' }] })).toBe(1)
  expect(detect({ Issues: null, Report: { Linters: [] } })).toBe(1)
  expect(detect({ Issues: [], Stats: { nosec: 0 } })).toBe(0)
})
