import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { checkmarxOne } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const observationsOf = async (name: string) => observationsIn(await itemsOfFile(checkmarxOne, fixture(name)))

test('an empty list has a header and nothing else', async () => {
  expect(await itemsOfFile(checkmarxOne, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Checkmarx One' },
  ])
})

test('one result of a report in all its fields', async () => {
  const items = await itemsOfFile(checkmarxOne, fixture('one.json'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Checkmarx One',
      target: 'shop',
      branch: 'main',
      producedAt: '2025-03-01T08:30:00.281Z',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'SQL_Injection',
    title: 'SQL Injection',
    description: 'A query is built from what a user sends.',
    severity: 'high',
    toolSeverity: 'HIGH',
    cwes: [89],
    location: { path: 'src/Ledger.java', line: 42, column: 9, endColumn: 10, symbol: 'query' },
    flow: [
      { path: 'src/Web.java', line: 7, column: 20, endColumn: 32, symbol: 'find', message: 'getParameter' },
      { path: 'src/Ledger.java', line: 42, column: 9, endColumn: 10, symbol: 'query', message: 'execute' },
    ],
    fingerprints: { similarityId: '-4711' },
    seenAt: '2025-03-01T08:20:00.000Z',
    tags: ['Java', 'Java High Risk', 'OWASP Top 10 2021'],
  })
  expect(JSON.parse(raw)).toMatchObject({ similarityId: '-4711' })
})

test('the list of the command line: every engine', async () => {
  const [iac, dependency, container, secret, code] = await observationsOf('many.json')
  expect(iac).toMatchObject({
    kind: 'config',
    rule: 'Missing User Instruction',
    description: 'The image runs as root.\n\nNo user is set',
    location: { path: 'stock/Dockerfile', line: 1 },
    remediation: 'A user is set',
    verdict: { state: 'false_positive', reason: 'a test image', source: 'checkmarx-state' },
  })
  expect(dependency).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2021-99901',
    cwes: [400],
    advisories: ['CVE-2021-99901'],
    cvss: [{ score: 7.5, version: '3.0' }],
    component: {
      name: 'org.example:ledger-core',
      version: '30.0-jre',
      purl: 'pkg:maven/org.example/ledger-core@30.0-jre',
      path: 'pom.xml',
      fixVersions: ['30.1-jre'],
      direct: false,
      chain: ['org.example:ledger@1.0', 'org.example:ledger-core@30.0-jre'],
    },
    references: ['https://devhub.example/CVE-2021-99901', 'https://advisories.example/99901'],
  })
  expect(container).toMatchObject({
    kind: 'container',
    cwes: [401],
    component: { name: 'tar', version: '1.34' },
    resource: { address: 'registry.example/stock:1.2' },
  })
  expect(secret).toMatchObject({ kind: 'secret', rule: 'Generic-Api-Key', location: { line: 3 } })
  expect(code).toMatchObject({ kind: 'code', rule: 'Debug_Code' })
})

test('a scan report: what is said of a query and of a weakness is said of its results', async () => {
  const [code, iac, dependency] = await observationsOf('scan-report.json')
  expect(code).toMatchObject({
    rule: 'Reflected_XSS',
    description: '@Method prints what it gets.\n\nScripts may run.\n\nNothing is encoded.',
    cwes: [79],
    location: { path: 'src/Print.kt', line: 8, snippet: 'print(name)', symbol: 'print' },
    controls: ['OWASP-Top-10-2021:A3'],
    references: ['https://cx.example/result', 'https://cx.example/query'],
    remediation: 'Encode what you print.',
  })
  expect(code?.flow).toHaveLength(2)
  expect(iac).toMatchObject({ kind: 'config', tags: ['Kubernetes', 'Insecure Configurations'] })
  expect(dependency).toMatchObject({
    kind: 'dependency',
    component: { name: 'left-pad', version: '1.0.0' },
    advisories: ['CVE-2021-99903'],
  })
})

test('every result is an observation or a problem, and so is an engine that is not known', async () => {
  const many = await itemsOfFile(checkmarxOne, fixture('many.json'))
  expect(observationsIn(many)).toHaveLength(5)
  expect(problemsIn(many).map((item) => item.where)).toEqual(['/results/5', '/results/6'])
  const report = await itemsOfFile(checkmarxOne, fixture('scan-report.json'))
  expect(problemsIn(report).map((item) => item.where)).toEqual(['/containerScanResults'])
  const other = '{"reportHeader":{},"scanResults":{"kics":{},"dast":[]}}'
  expect(problemsIn(await itemsOf(checkmarxOne, other)).map((item) => item.where)).toEqual([
    '/scanResults/dast',
  ])
})

test.each(['{}', '[]', '{"results":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(checkmarxOne, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its head, its results, or its scan', () => {
  const detect = (outline: unknown) => checkmarxOne.detect({ syntax: 'json', head: '', outline })
  expect(detect({ reportHeader: { projectName: 'shop' }, scanResults: {} })).toBe(1)
  expect(detect({ results: [{ type: 'sast', similarityId: '1', state: 'TO_VERIFY' }] })).toBe(1)
  expect(detect({ results: [], totalCount: 0, scanID: '1' })).toBe(1)
  expect(detect({ results: [] })).toBe(0)
})
