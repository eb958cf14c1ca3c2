import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { tenable } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const observationsOf = async (name: string) => observationsIn(await itemsOfFile(tenable, fixture(name)))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(tenable, fixture('empty.nessus'))).toEqual([{ type: 'header', tool: 'Nessus' }])
})

test('one result in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(tenable, fixture('one.nessus'))
  expect(others).toEqual([])
  expect(header).toEqual({ type: 'header', tool: 'Nessus', target: '192.0.2.7' })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: '192.0.2.7',
    attributes: { ip: '192.0.2.7', fqdn: 'shop.example', os: 'AcmeOS 9', type: 'general-purpose' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'runtime',
    rule: '999001',
    title: 'AcmeWeb < 2.0 File Disclosure',
    description: 'The web server leaks files.\n\nAcmeWeb serves any file.',
    severity: 'high',
    toolSeverity: '3',
    cvss: [
      { vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5, version: '3.0' },
      { vector: 'AV:N/AC:L/Au:N/C:P/I:N/A:N', score: 5, version: '2.0' },
    ],
    cwes: [22, 200],
    advisories: ['CVE-2099-10021'],
    endpoint: {
      url: 'tcp://192.0.2.7:443',
      evidence:
        'URL               : https://192.0.2.7/\n  Installed version : 1.9\n  Fixed version     : 2.0',
    },
    resource: { address: '192.0.2.7:443/tcp', type: 'service' },
    component: { name: 'acmeweb', version: '1.9', fixVersions: ['2.0'] },
    references: ['https://advisories.example/10021', 'https://acme.example/2.0'],
    remediation: 'Update to 2.0.',
    epss: 0.41,
    knownExploited: true,
    seenAt: '2025-09-01T08:30:00.000Z',
    tags: [
      'Web Servers',
      'www',
      'exploit-available',
      'metasploit',
      'vpr:6.7',
      'CISA-KNOWN-EXPLOITED:2099/01/01',
      'IAVA:2099-A-0001',
      'BID:4711',
    ],
    raw: expect.stringContaining('pluginID="999001"'),
  })
})

test('packages, audits, web scans: each item is an observation, a passed check or a problem', async () => {
  const items = await itemsOfFile(tenable, fixture('many.nessus'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '19506',
      severity: 'info',
      description: 'all well',
      resource: { address: 'db.example', type: 'host' },
    },
    {
      rule: '999002',
      severity: 'critical',
      component: { name: 'libshop', version: '1.2.3-4.el9', fixVersions: ['1.2.4-1.el9'] },
    },
    {
      kind: 'config',
      rule: 'c0ffee',
      title: '5.2.1 Ensure root may not log in',
      description: 'Root must not log in.\n\nExpected: no\n\nFound: yes',
      severity: 'unknown',
      toolSeverity: 'FAILED',
      controls: ['NIST-800-53:AC-6', 'CSF:PR.AC-4'],
      references: ['https://bench.example/5'],
      remediation: 'Set it to no.',
      tags: ['acme.audit'],
    },
    { kind: 'config', title: '5.2.3 Ask someone', severity: 'info', tags: ['manual-check'] },
    {
      kind: 'web',
      rule: '98104',
      cwes: [79],
      cvss: [
        { score: 7.1, version: '3.0' },
        { score: 7.5, version: '2.0' },
      ],
      endpoint: { url: 'http://shop.example/search?q=1', parameter: 'query' },
      seenAt: '2025-09-01T08:30:00.120Z',
    },
  ])
  expect(problemsIn(items).map(({ where }) => where.split('/').slice(3).join('/'))).toEqual([
    'ReportHost[1]/ReportItem[6]',
    'ReportHost[3]',
  ])
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'db.example',
    'http://shop.example/',
    'idle.example',
  ])
  expect(assetsIn(items).map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'host db.example',
    'service http://shop.example',
    'host idle.example',
  ])
})

test('the table of Nessus: rows of one result are one', async () => {
  const items = await itemsOfFile(tenable, fixture('nessus.csv'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: '999001',
      severity: 'high',
      toolSeverity: 'High',
      cvss: [
        { score: 7.5, version: '3.0' },
        { score: 5, version: '2.0' },
      ],
      cwes: [22],
      advisories: ['CVE-2099-10021', 'CVE-2099-10022'],
      epss: 0.41,
      knownExploited: true,
      tags: ['metasploit', 'vpr:6.7', 'CISA-KNOWN-EXPLOITED:2099/01/01', 'IAVA:2099-A-0001', 'BID:4711'],
      raw: expect.stringMatching(/10021[\s\S]*10022/),
    },
    { rule: '22964', severity: 'info', toolSeverity: 'None' },
    { rule: '999003', cvss: [{ score: 7.5 }, { score: 5 }], endpoint: { url: 'udp://192.0.2.8:161' } },
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test('the table of Tenable.sc', async () => {
  expect(await observationsOf('security-center.csv')).toMatchObject([
    {
      rule: '73756',
      severity: 'critical',
      cwes: [672],
      description: 'Unsupported.\n\nNo longer supported.\n\nRecast: lower next month',
      component: { name: 'acmesql', version: '10.50.6560.0' },
      remediation: 'Upgrade.',
      verdict: { state: 'accepted', reason: 'until the move', source: 'tenable-accept-risk' },
      seenAt: '2025-09-01T08:30:00.000Z',
      tags: ['Databases', 'exploit-available', 'IAVA:2099-A-0560'],
    },
  ])
})

test('the table of Tenable Vulnerability Management', async () => {
  expect(await observationsOf('vulnerability-management.csv')).toMatchObject([
    {
      rule: '999004',
      severity: 'high',
      cwes: [22, 200],
      advisories: ['CVE-2099-10041', 'CVE-2099-10042'],
      component: { name: 'stock', version: '2.9-1', fixVersions: ['3.0-1'] },
      references: ['https://one.example', 'https://two.example'],
      verdict: { state: 'fixed', source: 'tenable-state' },
      tags: ['Misc.', 'exploited-by-malware', 'vpr:6.7', 'IAVA:2099-A-0041'],
    },
  ])
})

test('the table of a web scan', async () => {
  expect(await observationsOf('web.csv')).toMatchObject([
    { kind: 'web', rule: '98104', severity: 'high', endpoint: { url: 'https://shop.example' } },
  ])
})

test.each(['<a/>', '<NessusClientData_v2><Policy/></NessusClientData_v2>', '', 'a,b\n1,2\n'])(
  'refuses %j',
  async (text) => {
    await expect(itemsOf(tenable, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its root or its columns', () => {
  const xml = (name: string) =>
    tenable.detect({ syntax: 'xml', head: '', root: { name, namespace: '', attributes: {} } })
  expect(xml('NessusClientData_v2')).toBe(1)
  expect(xml('report')).toBe(0)
  const csv = (columns: string[]) => tenable.detect({ syntax: 'csv', head: '', columns })
  expect(csv(['Plugin ID', 'Risk', 'Host', 'Plugin Output'])).toBe(1)
  expect(csv(['Plugin', 'Plugin Name', 'Severity', 'Plugin Output'])).toBe(1)
  expect(csv(['definition.id', 'definition.name', 'asset.id', 'output'])).toBe(1)
  expect(csv(['Plugin ID', 'Host'])).toBe(0)
})

test('a chunk of an export of Vulnerability Management', async () => {
  const items = await itemsOfFile(tenable, fixture('export-chunk.json'))
  expect(assetsIn(items)).toMatchObject([
    { kind: 'host', name: 'till.shop.example', attributes: { ip: '192.0.2.7', os: 'AcmeOS 9' } },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'runtime',
      rule: '999101',
      title: 'AcmeTill < 2.0 Drawer Disclosure',
      severity: 'high',
      advisories: ['CVE-2099-10011', 'CVE-2099-10012'],
      cwes: [306],
      cvss: [
        { vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:N/A:N', score: 7.5 },
        { vector: 'AV:N/AC:L/Au:N/C:P/I:N/A:N', score: 5 },
      ],
      epss: 0.12,
      resource: { address: 'till.shop.example:8443/tcp' },
      references: ['https://advisories.example/till'],
      remediation: 'Upgrade to AcmeTill 2.0.',
      seenAt: '2026-11-02T08:40:00.000Z',
      tags: ['Web Servers', 'exploit-available', 'vpr:6.1', 'IAVA:2099-A-0001', 'BID:77'],
    },
    { severity: 'info', verdict: { state: 'accepted', reason: 'It is a till.' } },
    { verdict: { state: 'fixed' } },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3'])
})

test('an analysis of Security Center says the same in its own words', async () => {
  const [found, ...others] = await observationsOf('analysis.json')
  expect(others).toEqual([])
  const [same] = await observationsOf('export-chunk.json')
  const { rule, title, severity, advisories, cwes, resource, remediation } = same ?? {}
  expect(found).toMatchObject({ rule, title, severity, advisories, cwes, resource, remediation })
  expect(found).toMatchObject({
    endpoint: { evidence: 'Path: /opt/till' },
    references: ['https://advisories.example/till', 'https://advisories.example/drawer'],
    verdict: { state: 'accepted', reason: 'It is a till.' },
    seenAt: '2025-11-02T08:40:00.000Z',
  })
})
