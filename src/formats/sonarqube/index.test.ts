import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sonarqube } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty answer has a header and nothing else', async () => {
  const header = { type: 'header', tool: 'SonarQube' }
  expect(await itemsOfFile(sonarqube, fixture('empty.json'))).toEqual([header])
  expect(await itemsOf(sonarqube, '[]')).toEqual([header])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(sonarqube, fixture('one.json'))
  expect(problemsIn(items)).toEqual([])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'java:S3649',
    title: 'Queries should not be open to injection',
    description: 'Change this code to not build a query from user data.',
    severity: 'critical',
    toolSeverity: 'BLOCKER',
    cwes: [89],
    location: { path: 'src/Orders.java', line: 42, endLine: 43, column: 9, endColumn: 21 },
    related: [{ path: 'src/Help.java', message: 'See here' }],
    flow: [
      { path: 'src/Web.java', line: 7, endLine: 7, column: 1, endColumn: 4, message: 'Source' },
      { path: 'src/Orders.java', line: 42, endLine: 42, column: 9, endColumn: 21, message: 'Sink' },
    ],
    fingerprints: { key: 'AX1' },
    seenAt: '2025-03-01T08:30:00.000Z',
    tags: ['VULNERABILITY', 'COMPLETE', 'cwe-89', 'injection'],
  })
  expect(JSON.parse(raw)).toMatchObject({ key: 'AX1' })
})

test('secrets, packages, and what people have decided', async () => {
  const [secret, one, first, second] = observationsIn(await itemsOfFile(sonarqube, fixture('many.json')))
  expect(secret).toMatchObject({
    kind: 'secret',
    severity: 'critical',
    toolSeverity: 'BLOCKER',
    location: { path: 'a.yml', line: 3 },
    verdict: { state: 'accepted', reason: 'ACCEPTED', source: 'sonarqube-resolution' },
  })
  expect(one).toMatchObject({
    kind: 'dependency',
    title: 'ledger: CVE-2021-99901',
    description: 'It does not | check.',
    severity: 'medium',
    cvss: [{ score: 6.4 }],
    cwes: [120],
    advisories: ['CVE-2021-99901'],
    component: { name: 'ledger', version: '1.1.2' },
    verdict: { state: 'fixed', reason: 'CLOSED' },
  })
  expect(one).not.toHaveProperty('location')
  expect(first).toMatchObject({
    advisories: ['CVE-2021-99902'],
    cvss: [{ score: 7.5 }],
    component: { name: 'left-pad', version: '1.0' },
    verdict: { state: 'false_positive' },
  })
  expect(second).toMatchObject({ advisories: ['CVE-2021-99903'], cvss: [{ score: 5.3 }] })
})

test('hotspots', async () => {
  const hotspots = observationsIn(await itemsOfFile(sonarqube, fixture('many.json'))).slice(4)
  expect(hotspots).toMatchObject([
    {
      kind: 'config',
      rule: 'docker:S6471',
      severity: 'medium',
      location: { path: 'Dockerfile', line: 1 },
      verdict: { state: 'false_positive', reason: 'SAFE', source: 'sonarqube-review' },
      tags: ['SECURITY_HOTSPOT', 'permission'],
    },
    { rule: 'hotspot:auth', severity: 'high', location: { path: 'b.js' } },
  ])
})

test('every result is an observation or a problem, and so are the pages that are missing', async () => {
  const problems = problemsIn(await itemsOfFile(sonarqube, fixture('many.json')))
  expect(problems.map((item) => item.where)).toEqual(['/issues/3', '/hotspots/2', '/paging'])
  expect(problems.every((item) => item.incomplete)).toBe(true)
})

test.each(['{}', '{"issues":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sonarqube, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results, or by its paging', () => {
  const detect = (outline: unknown) => sonarqube.detect({ syntax: 'json', head: '', outline })
  const issue = { key: 'AX1', rule: 'java:S1', component: 'a:b', project: 'a' }
  const hotspot = { key: 'H1', component: 'a:b', securityCategory: 'x', vulnerabilityProbability: 'LOW' }
  expect([
    detect([issue]),
    detect({ issues: [issue] }),
    detect([hotspot]),
    detect({ hotspots: [hotspot] }),
  ]).toEqual([1, 1, 1, 1])
  expect(detect({ issues: [], paging: { pageIndex: 1 }, components: [] })).toBe(1)
  expect(detect({ issues: [] })).toBe(0)
  expect(detect([{ key: 'AX1' }])).toBe(0)
})
