import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { staticcheck } from './index.ts'

const items = async (name: string) => itemsOfFile(staticcheck, new URL(`fixtures/${name}`, import.meta.url))

test('one problem in all its fields', async () => {
  const [header, observation, ...others] = await items('one.jsonl')
  expect(header).toEqual({ type: 'header', tool: 'Staticcheck' })
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SA1019',
    title: 'ioutil.ReadAll has been deprecated',
    description: 'ioutil.ReadAll has been deprecated. Use io.ReadAll.',
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'app/ledger/read.go', line: 9, column: 7, endLine: 9, endColumn: 22 },
    related: [{ path: 'app/ledger/old.go', line: 2, column: 1, message: 'declared here' }],
    references: ['https://staticcheck.dev/docs/checks/#SA1019'],
  })
})

test('every problem is an observation or a problem of ours', async () => {
  const found = await items('many.jsonl')
  expect(observationsIn(found)).toMatchObject([
    { rule: 'U1000', severity: 'medium', location: { path: 'shop/a.go', line: 3, column: 6 } },
    { rule: 'SA4006', severity: 'unknown', verdict: { state: 'accepted' } },
    { rule: 'compile', title: 'does not compile' },
  ])
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 4'])
})

test('refuses an empty file', async () => {
  await expect(itemsOf(staticcheck, '')).rejects.toThrow(UnreadableReport)
})

test('is known by its records', () => {
  const detect = (outline: unknown) => staticcheck.detect({ syntax: 'ndjson', head: '', outline })
  const at = { file: 'a.go', line: 1, column: 1 }
  expect(detect({ code: 'SA1', location: at, end: at, message: '' })).toBe(1)
  expect(detect({ code: 'SA1', location: at, message: '' })).toBe(0)
})
