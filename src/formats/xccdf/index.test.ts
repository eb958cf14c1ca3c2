import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { xccdf } from './index.ts'
import { outcomeOf } from './outcome.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a system that passes has a header, its host and nothing else', async () => {
  expect(await itemsOfFile(xccdf, fixture('empty.xml'))).toEqual([
    { type: 'header', tool: 'OpenSCAP', target: 'shop.example', producedAt: '2025-09-01T08:30:00.000Z' },
    { type: 'asset', kind: 'host', name: 'shop.example' },
  ])
})

test('one result in all its fields', async () => {
  const [header, host, observation, ...others] = await itemsOfFile(xccdf, fixture('one.xml'))
  expect(others).toEqual([])
  expect(header).toEqual({
    type: 'header',
    tool: 'OpenSCAP',
    toolVersion: '1.3.10',
    target: 'xccdf_org.acme_profile_standard on shop.example',
    producedAt: '2025-09-01T08:30:00.000Z',
  })
  expect(host).toEqual({
    type: 'asset',
    kind: 'host',
    name: 'shop.example',
    attributes: { ip: '192.0.2.7' },
  })
  expect(observation).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'xccdf_org.acme_rule_no_root_login',
    title: 'Root may not log in',
    description: 'The server lets root in.\n\nNobody knows who root is.\n\nPermitRootLogin is yes',
    severity: 'high',
    toolSeverity: 'high',
    resource: { address: 'shop.example', type: 'host' },
    controls: ['NIST-800-53:AC-6(2)', 'CCI-000366', 'CIS:5.2.10'],
    references: [
      'https://nvlpubs.nist.gov/nistpubs/SpecialPublications/NIST.SP.800-53r4.pdf',
      'http://iase.disa.mil/stigs/cci/Pages/index.aspx',
      'https://www.cisecurity.org/benchmark/acme/',
      'https://acme.example/why',
    ],
    remediation: 'Set it to no.\n\nsed',
    seenAt: '2025-09-01T08:29:00.000Z',
    tags: ['CCE-80000-1'],
    raw: expect.stringContaining('<rule-result idref="xccdf_org.acme_rule_no_root_login"'),
  })
})

test('an asset report of two systems; each result is an observation, passed or a problem', async () => {
  const items = await itemsOfFile(xccdf, fixture('many.xml'))
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'runtime',
      rule: 'r1',
      severity: 'low',
      advisories: ['RHSA-2099:0117', 'CVE-2099-10021'],
    },
    { rule: 'r2', title: 'Look yourself', severity: 'info', tags: ['manual-check'] },
    {
      rule: 'r3',
      severity: 'high',
      description: 'Override: known to crash',
      resource: { address: 'shop.example /etc/a' },
      tags: ['check-error'],
    },
    { rule: 'r1', fingerprints: { rule: 'r1' } },
  ])
  expect(problemsIn(items)).toHaveLength(1)
  expect(headersIn(items)).toMatchObject([
    { tool: 'OpenSCAP', target: 'shop.example', producedAt: '2025-09-01T08:30:00.000Z' },
    { tool: 'scc', toolVersion: '5.4' },
  ])
})

test.each([
  ['pass', 'passed'],
  ['notapplicable', 'passed'],
  ['Not_Reviewed', 'manual'],
  ['unknown', 'error'],
  ['fail', 'failed'],
  ['whatever', 'failed'],
  [undefined, 'failed'],
])('%j is %s', (word, outcome) => {
  expect(outcomeOf(word)).toBe(outcome)
})

test.each(['<a/>', '<Benchmark xmlns="http://checklists.nist.gov/xccdf/1.2"><Rule id="a"/></Benchmark>', ''])(
  'refuses %j',
  async (text) => {
    await expect(itemsOf(xccdf, text)).rejects.toThrow(UnreadableReport)
  },
)

test('is known by its root and namespace', () => {
  const detect = (name: string, namespace: string, head = '') =>
    xccdf.detect({ syntax: 'xml', head, root: { name, namespace, attributes: {} } })
  expect(detect('Benchmark', 'http://checklists.nist.gov/xccdf/1.1')).toBe(1)
  expect(detect('TestResult', 'http://checklists.nist.gov/xccdf/1.2')).toBe(1)
  expect(detect('asset-report-collection', '')).toBe(1)
  expect(detect('Benchmark', '')).toBe(0)
})
