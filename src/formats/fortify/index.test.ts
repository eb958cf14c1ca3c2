import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { controlsIn } from './controls.ts'
import { fortify } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(fortify, fixture('empty.xml'))).toEqual([{ type: 'header', tool: 'Fortify SCA' }])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(fortify, fixture('one.xml'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Fortify SCA',
      toolVersion: '24.2.0',
      target: 'shop',
      producedAt: '2025-03-01T00:00:00.000Z',
    },
  ])
  expect(problemsIn(items)).toEqual([])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  const sink = { path: 'src/Orders.java', line: 12, snippet: 'statement.execute("… " + name);' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'C1',
    title: 'SQL Injection',
    description: 'A query in Orders.java is built from text.\n\nIt happens when data comes in.',
    severity: 'high',
    toolSeverity: 'High',
    cwes: [89],
    location: sink,
    flow: [
      { path: 'src/Web.java', line: 1, snippet: 'String name = get();', message: 'get()' },
      { ...sink, message: 'execute()' },
    ],
    controls: ['OWASP-Top-10-2021:A03'],
    references: ['https://weak.example/sql'],
    remediation: 'Use prepared statements.\n\n1. Look twice.',
    fingerprints: { instanceId: 'I1' },
    verdict: { state: 'false_positive', reason: 'the name is ours', source: 'fortify-analysis' },
    tags: ['Input Validation and Representation', 'Analysis: Not an Issue'],
  })
  expect(raw).toContain('iid="I1"')
})

test('every issue is an observation or a problem, and so are those that a limit leaves out', async () => {
  const items = await itemsOfFile(fortify, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Dead Code', severity: 'low', location: { path: 'a.c' } },
    { rule: 'C3', severity: 'unknown', verdict: { state: 'accepted', source: 'fortify-suppression' } },
  ])
  const problems = problemsIn(items)
  expect(problems.map((item) => item.message)).toEqual([
    'the report prints 1 of the 4 issues of this category: make one without a limit',
    'this issue has no category and is left out',
  ])
  expect(problems.every((item) => item.incomplete)).toBe(true)
})

test('the template of a report is none', async () => {
  const text =
    '<ReportDefinition><ReportSection><SubSection><Text>On $SCAN_DATE$, …</Text></SubSection></ReportSection></ReportDefinition>'
  await expect(itemsOf(fortify, text)).rejects.toThrow(/template/)
})

test('controls of the newest edition of each framework', () => {
  expect(
    controlsIn([
      ['PCI3.2.1', 'Requirement 6.5.1'],
      ['PCI3.2', 'Requirement 6.5.2'],
      ['NISTSP800-53Rev.5', 'IA-5 Authenticator Management,SC-28 Protection of Information at Rest,'],
      ['OWASPAPITop102023', 'API8 Security Misconfiguration'],
      ['STIG6.1', 'APSC-DV-001740 CAT I'],
      ['CISKubernetes1.7.1', '4.2.1 Ensure it'],
      ['PCISSF1.2', 'Control Objective A.2.3 - Data'],
      ['GDPR', 'Privacy Violation'],
      ['CWE', 'CWE ID 89'],
      ['FISMA', 'None'],
    ]),
  ).toEqual([
    'PCI-DSS-3.2.1:6.5.1',
    'NIST-800-53-r5:IA-5',
    'NIST-800-53-r5:SC-28',
    'OWASP-API-Top-10-2023:API8',
    'STIG-6.1:APSC-DV-001740',
    'CIS-Kubernetes-1.7.1:4.2.1',
    'SSF-1.2:A.2.3',
    'GDPR:Privacy Violation',
  ])
})

test.each(['<report/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(fortify, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root, unless it is a template', () => {
  const detect = (name: string, head = '') =>
    fortify.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes: {} } })
  expect(detect('ReportDefinition')).toBe(1)
  expect(detect('ReportDefinition', 'On $SCAN_DATE$')).toBe(0)
  expect(detect('report')).toBe(0)
})
