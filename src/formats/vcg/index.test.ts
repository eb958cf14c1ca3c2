import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { vcg } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(vcg, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'VisualCodeGrepper' },
  ])
})

test('one issue in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(vcg, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'Potential SQL Injection',
    title: 'Potential SQL Injection',
    description: 'A query is built from text.',
    severity: 'high',
    toolSeverity: 'High',
    location: { path: 'shop/Orders.cs', line: 21, snippet: 'Run("select " + name);' },
  })
  expect(raw).toContain('<Priority>2</Priority>')
})

test('every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(vcg, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    { severity: 'info', toolSeverity: 'Suspicious Comment', location: { path: 'a.cs' } },
    { rule: 'Odd', severity: 'unknown', toolSeverity: '9' },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/CodeIssueCollection/CodeIssue[3]'])
})

test.each(['<issues/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(vcg, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    vcg.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('CodeIssueCollection')).toBe(1)
  expect(detect('issues')).toBe(0)
})
