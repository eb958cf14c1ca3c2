import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { checkmarx } from './index.ts'
import { controlsIn, verdictOf } from './triage.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(checkmarx, fixture('empty.xml'))).toEqual([
    {
      type: 'header',
      tool: 'Checkmarx SAST',
      toolVersion: '9.5.0',
      target: 'shop',
      producedAt: '2025-03-03T10:25:32.000Z',
    },
  ])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(checkmarx, fixture('one.xml')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  const sink = {
    path: 'src/Ledger.java',
    line: 42,
    column: 9,
    endColumn: 10,
    snippet: `statement.execute("… where name = '" + name + "'");`,
  }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL_Injection',
    title: 'SQL Injection',
    severity: 'critical',
    toolSeverity: 'Critical',
    cwes: [89],
    location: { ...sink, symbol: 'query' },
    flow: [
      {
        path: 'src/Web.java',
        line: 7,
        column: 20,
        endColumn: 32,
        snippet: 'String name = request.getParameter("name");',
        message: 'getParameter',
      },
      { ...sink, message: 'execute' },
    ],
    controls: [
      'PCI-DSS-3.2:6.5.1',
      'OWASP-Top-10-2021:A3',
      'NIST-800-53:SI-10',
      'FISMA-2014:Media Protection',
    ],
    references: ['https://cx.example/ViewerMain.aspx?scanid=1000&pathid=1'],
    fingerprints: { similarityId: '-4711' },
    seenAt: '2025-02-16T18:06:21.000Z',
    tags: ['Java', 'Java High Risk'],
  })
  expect(raw).toContain('SimilarityId="-4711"')
})

test('what people have said of a result, and results without a way', async () => {
  const [refused, fixed, nowhere] = observationsIn(await itemsOfFile(checkmarx, fixture('many.xml')))
  expect(refused).toMatchObject({
    location: { path: 'src/a.java', line: 1, column: 1 },
    verdict: { state: 'false_positive', reason: 'encoded by the template', source: 'checkmarx-state' },
  })
  expect(refused).not.toHaveProperty('fingerprints')
  expect(fixed).toMatchObject({
    severity: 'info',
    fingerprints: { similarityId: '12' },
    verdict: { state: 'fixed', source: 'checkmarx-status' },
  })
  expect(nowhere).toMatchObject({ rule: 'Debug_Code', severity: 'unknown' })
  expect(nowhere).not.toHaveProperty('location')
  expect(nowhere).not.toHaveProperty('verdict')
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOfFile(checkmarx, fixture('many.xml'))
  expect(observationsIn(items)).toHaveLength(3)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/CxXMLResults/Query[2]/Result[1]'])
})

test('states in words', () => {
  expect(verdictOf('NOT_EXPLOITABLE')).toMatchObject({ state: 'false_positive' })
  expect(verdictOf('Not exploitable')).toMatchObject({ state: 'false_positive' })
  expect(verdictOf('PROPOSED_NOT_EXPLOITABLE')).toBeUndefined()
  expect(verdictOf(undefined)).toBeUndefined()
})

test('categories that are none', () => {
  expect(controlsIn(undefined)).toEqual([])
  expect(controlsIn('OWASP')).toEqual([])
})

test.each(['<CxXML/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(checkmarx, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    checkmarx.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('CxXMLResults')).toBe(1)
  expect(detect('report')).toBe(0)
})
