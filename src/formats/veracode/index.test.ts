import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { veracode } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(veracode, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'Veracode', target: 'shop', producedAt: '2025-03-01T08:30:00.000Z' },
  ])
})

test('one flaw in all its fields', async () => {
  const items = await itemsOfFile(veracode, fixture('one.xml'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'Veracode', target: 'shop/next', producedAt: '2025-03-01T08:30:00.000Z' },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'CWE-89',
    title: 'Improper Neutralization in an SQL Command',
    description: 'The call builds a query.',
    severity: 'high',
    toolSeverity: '4',
    cwes: [89],
    location: { path: 'shop/web/Orders.java', line: 42, symbol: 'shop.web.Orders.void find(String)' },
    remediation: 'Prepare statements.\n- Bind what users send.',
    fingerprints: { issueId: '18' },
    verdict: {
      state: 'false_positive',
      reason: 'Potential False Positive\n\nonly numbers come here',
      source: 'veracode-mitigation',
    },
    tags: ['SQL Injection', 'SQL query', 'java.sql.Statement.execute', 'shop.war'],
  })
  expect(raw).toContain('issueid="18"')
})

test('XML: flaws of every analysis, components and their vulnerabilities', async () => {
  const items = await itemsOfFile(veracode, fixture('many.xml'))
  const [dynamic, manual, dependency] = observationsIn(items)
  expect(dynamic).toMatchObject({
    kind: 'web',
    severity: 'low',
    endpoint: { url: 'https://stock.example/find', parameter: 'q' },
    verdict: { state: 'fixed', reason: 'Fixed', source: 'veracode-status' },
  })
  expect(manual).toMatchObject({
    title: 'Other',
    severity: 'low',
    toolSeverity: '1',
    cwes: [201, 209],
    location: { path: 'x/a.jsp', line: 3 },
  })
  expect(manual).not.toHaveProperty('verdict')
  const purl = 'pkg:maven/org.example/ledger@1.1'
  const path = 'stock.war#zip:WEB-INF/lib/ledger-1.1.jar'
  expect(dependency).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2021-99901',
    severity: 'medium',
    toolSeverity: 'Medium',
    cvss: [{ score: 5.8 }],
    cwes: [20],
    component: { name: 'org.example:ledger', version: '1.1', purl, path },
    verdict: { state: 'accepted', reason: 'Mitigate by Design: not reachable' },
  })
  expect(items.filter((item) => item.type === 'component')).toEqual([
    {
      type: 'component',
      ref: 'c1',
      name: 'ledger',
      group: 'org.example',
      version: '1.1',
      purl,
      licenses: ['Apache-2.0'],
      hashes: { 'SHA-1': 'ab12' },
      path,
    },
    { type: 'component', ref: 'c2', name: 'left-pad' },
  ])
})

test('XML: every flaw and component is an item or a problem', async () => {
  const items = await itemsOfFile(veracode, fixture('many.xml'))
  expect(observationsIn(items)).toHaveLength(3)
  const components = '/detailedreport/software_composition_analysis[1]/vulnerable_components[1]'
  expect(problemsIn(items).map((item) => item.where)).toEqual([
    '/detailedreport/severity[1]/category[1]/cwe[2]/staticflaws[1]/flaw[1]',
    `${components}/component[1]/vulnerabilities[1]/vulnerability[2]`,
    `${components}/component[3]`,
  ])
})

test('findings of the REST API', async () => {
  const items = await itemsOfFile(veracode, fixture('findings.json'))
  const [code, web, dependency, bare] = observationsIn(items)
  expect(code).toMatchObject({
    rule: 'CWE-80',
    title: 'Basic XSS',
    description: 'The page echoes. References: CWE',
    severity: 'medium',
    location: { path: 'WEB-INF/contact.jsp', line: 50, symbol: 'lambda_3' },
    references: ['https://cwe.mitre.org/data/definitions/80.html'],
    seenAt: '2025-03-01T08:30:00.000Z',
  })
  expect(web).toMatchObject({
    kind: 'web',
    endpoint: { url: 'https://shop.example/api', parameter: 'api', evidence: 'x' },
    verdict: { state: 'fixed' },
  })
  expect(dependency).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2021-99902',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' },
      { vector: 'AV:N/AC:M/Au:N/C:N/I:N/A:C', score: 7.1, version: '2.0' },
    ],
    component: { name: 'ledger-core', version: '2.5', path: 'lib/ledger-core-2.5.jar' },
    epss: 0.12,
    knownExploited: true,
    verdict: { state: 'false_positive', reason: 'not used', source: 'veracode-mitigation' },
  })
  expect(bare).toMatchObject({ rule: 'SCA', title: 'pad: SCA', component: { name: 'pad' } })
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/_embedded/findings/4', '/page'])
})

test('findings of the pipeline scan', async () => {
  const items = await itemsOfFile(veracode, fixture('pipeline.json'))
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'Veracode Pipeline Scan', toolVersion: '24.4.0', target: 'ledger' },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'CWE-89',
      title: 'SQL Injection',
      location: { path: 'shop/Orders.java', line: 42, symbol: 'shop.Orders.find' },
      fingerprints: { flawMatch: '1-2-3' },
      references: ['https://cwe.example/89', 'https://downloads.example/flaw'],
    },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/findings/1'])
})

test.each(['<report/>', '{}', '[]', '{"findings":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(veracode, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root and namespace, or by its findings', () => {
  const root = (name: string, namespace: string) =>
    veracode.detect({ syntax: 'xml', head: '', root: { name, namespace, attributes: {} } })
  const outline = (value: unknown) => veracode.detect({ syntax: 'json', head: '', outline: value })
  expect(root('detailedreport', 'https://www.veracode.com/schema/reports/export/1.0')).toBe(1)
  expect(root('detailedreport', '')).toBe(0)
  expect(outline({ findings: [{ scan_type: 'SCA', finding_details: {} }] })).toBe(1)
  expect(outline({ findings: [], pipeline_scan: '24' })).toBe(1)
  expect(outline({ findings: [{ id: 1 }] })).toBe(0)
})
