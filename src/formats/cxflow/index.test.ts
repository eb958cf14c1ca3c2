import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { cxflow } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(cxflow, fixture('empty.json'))).toEqual([
    {
      type: 'header',
      tool: 'Checkmarx SAST',
      toolVersion: '8.9.0.210',
      target: 'shop',
      producedAt: '2025-03-02T02:40:11.000Z',
    },
  ])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(cxflow, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  const sink = { path: 'Ledger.java', line: 42, column: 9, endColumn: 10, snippet: 'execute(q)' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL_Injection',
    title: 'SQL Injection',
    description: 'A query is built from what a user sends.\n\nseen',
    severity: 'high',
    toolSeverity: 'High',
    cwes: [89],
    location: sink,
    flow: [
      {
        path: 'Web.java',
        line: 7,
        column: 20,
        endColumn: 32,
        snippet: 'getParameter()',
        message: 'getParameter',
      },
      { ...sink, message: 'execute' },
    ],
    controls: ['OWASP-Top-10-2013:A1'],
    references: ['https://cx.example/ViewerMain.aspx?pathid=1', 'https://cx.example/fix'],
    fingerprints: { similarityId: '-4711' },
    tags: ['Java'],
  })
  expect(JSON.parse(raw)).toMatchObject({ similarityId: '-4711' })
})

test('issues of lines, of packages, and what the filters left out', async () => {
  const [refused, line, file, osa, sca, filtered] = observationsIn(
    await itemsOfFile(cxflow, fixture('many.json')),
  )
  expect(refused).toMatchObject({
    location: { path: 'a.java', line: 3, snippet: 'debug()' },
    verdict: { state: 'false_positive', reason: 'a test', source: 'checkmarx-state' },
  })
  expect(line).toMatchObject({ location: { path: 'a.java', line: 5 } })
  expect(file?.location).toEqual({ path: 'b.java' })
  expect(osa).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2021-99901',
    severity: 'medium',
    component: { name: 'left-pad', version: '1.0.0' },
  })
  expect(sca).toMatchObject({
    kind: 'dependency',
    cvss: [{ score: 7.5 }],
    component: { name: 'x', version: '1.0', fixVersions: ['2.0'] },
  })
  expect(filtered).toMatchObject({
    rule: 'Heap_Inspection',
    verdict: { state: 'accepted', source: 'cxflow-filter' },
  })
})

test('every issue is told once, as observations or a problem', async () => {
  const items = await itemsOfFile(cxflow, fixture('many.json'))
  expect(observationsIn(items)).toHaveLength(6)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/xissues/4', '/unFilteredIssues/2'])
})

test.each(['{}', '[]', '{"xissues":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(cxflow, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its lists', () => {
  const detect = (outline: unknown) => cxflow.detect({ syntax: 'json', head: '', outline })
  expect(detect({ xissues: [], unFilteredIssues: [] })).toBe(1)
  expect(detect({ xissues: [], additionalDetails: {} })).toBe(1)
  expect(detect({ issues: [] })).toBe(0)
})
