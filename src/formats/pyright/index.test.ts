import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { pyright } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(
    await itemsOf(pyright, '{"version":"1.1.414","time":"1795881272402","generalDiagnostics":[]}'),
  ).toEqual([
    { type: 'header', tool: 'Pyright', toolVersion: '1.1.414', producedAt: '2026-11-28T15:54:32.402Z' },
  ])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(pyright, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? {}
  expect(raw).toContain(observation?.rule)
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'reportArgumentType',
    title: expect.stringContaining('Argument of type "str | None" cannot be assigned'),
    description: expect.stringContaining('is not assignable to type "StrPath"'),
    severity: 'high',
    toolSeverity: 'error',
    location: { path: 'ledger/api/imports.py', line: 16, column: 46, endLine: 16, endColumn: 59 },
  })
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(pyright, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'reportCallIssue' },
    {},
    {},
    { severity: 'medium', rule: 'reportMissingModuleSource' },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/generalDiagnostics/4'])
})

test.each(['{}', '[]', ''])('refuses %j', async (text) => {
  await expect(itemsOf(pyright, text)).rejects.toThrow(UnreadableReport)
})
