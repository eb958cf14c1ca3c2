import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gitlabVulnerabilities } from './index.ts'

const items = (name: string) =>
  itemsOfFile(gitlabVulnerabilities, new URL(`fixtures/${name}`, import.meta.url))

test('one row of the table in all its fields', async () => {
  const [header, observation, ...others] = await items('one.csv')
  expect(header).toEqual({ type: 'header', tool: 'GitLab', target: 'acme/till' })
  expect(others).toEqual([])
  const { raw: _, ...fields } = observation as { raw: string }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'eslint.weak-hash',
    title: 'Weak hash',
    description: 'MD5 is broken.',
    severity: 'medium',
    toolSeverity: 'medium',
    cwes: [328],
    location: { path: 'src/hash.ts', line: 12, endLine: 14 },
    tags: ['A3:2017 - Sensitive Data Exposure'],
    tool: 'Semgrep',
    verdict: { state: 'false_positive', reason: 'false_positive: only an ETag', source: 'gitlab-state' },
    seenAt: '2026-03-01T08:30:00.000Z',
    fingerprints: { 'gitlab/vulnerability': '41' },
  })
})

test('rows of a group, each project a header; every row is an observation or a problem', async () => {
  const found = await items('many.csv')
  expect(headersIn(found).map(({ target }) => target)).toEqual(['acme/till', 'acme/bank'])
  expect(observationsIn(found)[1]).toMatchObject({
    kind: 'dependency',
    rule: 'CVE-2099-1001',
    severity: 'high',
    cwes: [1321],
    advisories: ['CVE-2099-1001'],
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', source: 'NVD' }],
    component: { name: 'coin', version: '1.2.0', path: 'package-lock.json' },
    verdict: { state: 'fixed', source: 'gitlab-state' },
    tool: 'Gemnasium',
  })
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['line 4'])
})

test('an older table; one without rows', async () => {
  expect(observationsIn(await items('version-13.csv'))).toMatchObject([
    { kind: 'web', rule: 'No CSP', severity: 'low', tool: 'ZAP' },
  ])
  expect(await items('empty.csv')).toEqual([{ type: 'header', tool: 'GitLab' }])
})

test('an answer of GraphQL, and that there are more', async () => {
  const found = await items('graphql.json')
  expect(headersIn(found)).toEqual([{ type: 'header', tool: 'GitLab', target: 'acme/till' }])
  expect(observationsIn(found)).toMatchObject([
    {
      kind: 'code',
      rule: 'weak-hash',
      severity: 'medium',
      cwes: [328],
      location: { path: 'src/hash.ts', line: 12, endLine: 14, symbol: 'etag' },
      remediation: 'Use SHA-256.',
      references: [
        'https://eslint.example/weak-hash',
        'https://cwe.mitre.org/data/definitions/328.html',
        'https://docs.example/why',
        'https://gitlab.example/acme/till/-/security/vulnerabilities/41',
      ],
      verdict: { state: 'accepted', reason: 'ACCEPTABLE_RISK', source: 'gitlab-state' },
      fingerprints: { 'gitlab/vulnerability': '41' },
      seenAt: '2026-03-01T08:30:00.000Z',
    },
  ])
  expect(problemsIn(found)).toMatchObject([
    { incomplete: true, message: expect.stringContaining('another page') },
  ])
})

test('answers of REST: findings, and vulnerabilities with what the scanner wrote', async () => {
  const found = await items('findings.json')
  expect(observationsIn(found)).toMatchObject([
    {
      kind: 'dependency',
      rule: 'CVE-2099-1001',
      advisories: ['CVE-2099-1001'],
      component: { name: 'coin', version: '1.2.0' },
      remediation: 'Upgrade to 1.2.1',
      fingerprints: { 'gitlab/vulnerability': '3e1c' },
    },
    {
      kind: 'secret',
      rule: 'AWS',
      title: 'AWS key',
      severity: 'critical',
      location: { path: 'deploy/env', line: 3 },
      secret: ['AKIA', 'SHOPLEDGER123456'].join(''),
    },
  ])
  expect(observationsIn(found)[1]?.raw).not.toContain('SHOPLEDGER')
  expect(problemsIn(found).map(({ where }) => where)).toEqual(['/2'])
})

test.each(['{}', 'a,b\n', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gitlabVulnerabilities, text)).rejects.toThrow(UnreadableReport)
})
