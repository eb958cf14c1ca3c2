import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { hclAppscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(hclAppscan, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'HCL AppScan on Cloud', target: 'shop' },
  ])
})

test('one issue of a configuration in all its fields', async () => {
  const items = await itemsOfFile(hclAppscan, fixture('one.xml'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'HCL AppScan on Cloud',
      target: 'shop',
      producedAt: '2025-03-01T00:00:00.000Z',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'Privileges',
    title: 'Container runs as root',
    description: 'No user is set\n\nPrivileges may be gained',
    severity: 'high',
    toolSeverity: 'High',
    cwes: [266],
    location: { path: 'shop/Dockerfile', line: 1, snippet: 'FROM shop.example/base', symbol: 'build' },
    remediation: 'Set a user.',
    fingerprints: { appscan: '-17' },
    verdict: { state: 'false_positive', reason: 'Noise', source: 'appscan-status' },
    seenAt: '2025-02-28T00:00:00.000Z',
    tags: ['Insufficient Authentication', 'Infrastructure-As-Code'],
  })
  expect(raw).toContain('<severity-id>3</severity-id>')
})

test('a scan of a site: names, addresses and advice are in groups of their own', async () => {
  const items = await itemsOfFile(hclAppscan, fixture('many.xml'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'HCL AppScan Standard',
      toolVersion: '10.4.0',
      target: 'https://stock.example',
      producedAt: '2025-03-01T08:30:00.000Z',
    },
  ])
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'service', name: 'https://stock.example' }])
  expect(observationsIn(items)[0]).toMatchObject({
    kind: 'web',
    title: 'SQL Injection',
    description: 'The answer differs.\n\nInput is trusted.',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:N/A:N', score: 5.3, version: '3.1' }],
    cwes: [89],
    endpoint: {
      url: 'https://stock.example/find',
      method: 'POST',
      parameter: 'q',
      request: 'POST /find HTTP/1.1\nHost: stock.example\n\nq=%27',
      response: 'HTTP/1.1 500 Error\n\noops',
    },
    references: ['https://weak.example/sql'],
  })
})

test('an issue is one observation for each place that it was sent to', async () => {
  const [, first, second, only] = observationsIn(await itemsOfFile(hclAppscan, fixture('many.xml')))
  expect(first).toMatchObject({ severity: 'critical', endpoint: { url: 'https://stock.example/a?x=1' } })
  expect(second?.endpoint).toEqual({ url: '/b', method: 'GET', request: 'GET /b HTTP/1.1' })
  expect(only).toMatchObject({
    endpoint: { url: 'https://stock.example/c', parameter: 'sid' },
    verdict: { state: 'fixed' },
  })
})

test('issues of code and of libraries', async () => {
  const [code, library] = observationsIn(await itemsOfFile(hclAppscan, fixture('many.xml'))).slice(4)
  expect(code).toMatchObject({
    kind: 'code',
    location: { path: 'shop/ledger/Ledger.java', symbol: 'x' },
    flow: [{ path: 'a.java', line: 1, message: 'get' }, { path: 'b.java' }],
  })
  expect(code).not.toHaveProperty('fingerprints')
  expect(library).toMatchObject({
    kind: 'dependency',
    advisories: ['CVE-2021-99901'],
    component: { name: 'left-pad', version: '1.0' },
  })
})

test('every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(hclAppscan, fixture('many.xml'))
  expect(observationsIn(items)).toHaveLength(6)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/xml-report/issue-group[1]/item[6]'])
})

test.each(['<report/>', '{}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(hclAppscan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root', () => {
  const detect = (name: string, attributes: Record<string, string>) =>
    hclAppscan.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes } })
  expect(detect('xml-report', { name: 'AppScan Report' })).toBe(1)
  expect(detect('xml-report', { AsocXmlExportVersion: '1.7' })).toBe(1)
  expect(detect('xml-report', { name: 'Other' })).toBe(0)
})
