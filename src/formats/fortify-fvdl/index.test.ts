import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { DEFAULT_LIMITS } from '../limits.ts'
import { readReport } from '../read.ts'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { zipOf } from '../unpack/test-zip.ts'
import { uploadOf } from '../unpack/upload.ts'
import { UnreadableReport } from '../unreadable.ts'
import { fortifyFvdl } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(fortifyFvdl, fixture('empty.fvdl'))).toEqual([
    { type: 'header', tool: 'Fortify SCA', target: 'shop' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(fortifyFvdl, fixture('one.fvdl'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Fortify SCA',
      toolVersion: '24.2.0',
      target: 'shop',
      producedAt: '2025-03-01T08:30:00.000Z',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'C1',
    title: 'SQL Injection: Order',
    description:
      'A query in Orders.java is built from text.\n\nIt happens when data comes in.\nIt comes from outside.',
    severity: 'critical',
    toolSeverity: 'Critical',
    confidence: 'high',
    cwes: [89, 564],
    location: {
      path: 'src/Orders.java',
      line: 12,
      endLine: 12,
      column: 9,
      snippet: 'statement.execute("… " + name);',
      symbol: 'shop.Orders.find',
    },
    flow: [
      { path: 'src/Web.java', line: 3, endLine: 3, message: 'getParameter(return)' },
      { path: 'src/Orders.java', line: 12, endLine: 12, column: 9, message: 'execute(0)' },
    ],
    controls: ['PCI-DSS-4.0:6.2.4', 'PCI-DSS-4.0:3.2.1', 'OWASP-Top-10-2021:A03'],
    references: ['https://weak.example/sql'],
    remediation: 'Use prepared statements.\n\nLook at Odd too.',
    fingerprints: { instanceId: 'I1' },
    tags: ['Input Validation and Representation', 'dataflow'],
  })
  expect(raw).toContain('<InstanceID>I1</InstanceID>')
})

test('every vulnerability is an observation or a problem', async () => {
  const items = await itemsOfFile(fortifyFvdl, fixture('many.fvdl'))
  const [style, odd, bare] = observationsIn(items)
  expect(style).toMatchObject({
    severity: 'low',
    toolSeverity: '2.0',
    confidence: 'medium',
    location: { path: 'a/b.c', line: 5 },
  })
  expect(style).not.toHaveProperty('flow')
  expect(odd).toMatchObject({ rule: 'Odd', severity: 'low', toolSeverity: 'Low' })
  expect(bare).toMatchObject({ rule: 'Bare', severity: 'unknown' })
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/FVDL/Vulnerabilities[1]/Vulnerability[4]'])
})

const ANALYSIS = '87f2364f-dcd4-49e6-861d-f8d3f351686b'

test('a project: what auditors have said is in another file', async () => {
  const audit = `<ns2:Audit xmlns:ns2="xmlns://www.fortify.com/schema/audit"><ns2:IssueList>
    <ns2:Issue instanceId="I2" suppressed="true"><ns2:ThreadedComments><ns2:Comment><ns2:Content>only in tests</ns2:Content></ns2:Comment></ns2:ThreadedComments></ns2:Issue>
    <ns2:Issue instanceId="I3"><ns2:Tag id="other"><ns2:Value>x</ns2:Value></ns2:Tag><ns2:Tag id="${ANALYSIS}"><ns2:Value>Not an Issue</ns2:Value></ns2:Tag></ns2:Issue>
    <ns2:Issue/></ns2:IssueList></ns2:Audit>`
  const project = zipOf([
    { name: 'VERSION', content: '1.3' },
    { name: 'audit.xml', content: audit },
    { name: 'audit.fvdl', content: await readFile(fixture('many.fvdl')) },
  ])
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }
  const items = await Array.fromAsync(readReport(uploadOf(project), options))
  const verdicts = observationsIn(items).map((item) => item.verdict)
  expect(verdicts).toEqual([
    { state: 'accepted', reason: 'only in tests', source: 'fortify-suppression' },
    { state: 'false_positive', reason: 'Not an Issue', source: 'fortify-analysis' },
    undefined,
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test('an audit that breaks off is told', async () => {
  const project = zipOf([
    { name: 'audit.fvdl', content: await readFile(fixture('empty.fvdl')) },
    { name: 'audit.xml', content: '<Audit><IssueList><Issue instanceId="I2"' },
  ])
  const options = { limits: DEFAULT_LIMITS, hashSecret: () => 'hash' }
  await expect(Array.fromAsync(readReport(uploadOf(project), options))).rejects.toThrow(UnreadableReport)
})

test.each(['<Audit/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(fortifyFvdl, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string) =>
    fortifyFvdl.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(detect('FVDL')).toBe(1)
  expect(detect('Audit')).toBe(0)
})
