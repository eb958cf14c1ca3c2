import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { horusec } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(horusec, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Horusec', toolVersion: 'v2.8.0', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const [header, observation, ...others] = await itemsOfFile(horusec, fixture('one.json'))
  expect(header).toMatchObject({ target: 'shop' })
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'HS-JAVASCRIPT-2',
    title: 'No use eval',
    description:
      'No use eval\nInput may run as code. See CWE-94 (https://cwe.mitre.org/data/definitions/94.html).',
    severity: 'critical',
    toolSeverity: 'CRITICAL',
    confidence: 'medium',
    cwes: [94],
    location: { path: 'web/order.js', line: 35, column: 3, snippet: 'eval(order);' },
    references: ['https://cwe.mitre.org/data/definitions/94.html'],
    fingerprints: { horusec: '0123456789abcdef' },
    seenAt: '2025-09-01T08:29:59.500Z',
    tags: ['HorusecEngine', 'JavaScript', 'commit:c0ffee', 'author:Kim'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('leaks, code, settings and packages, and what a person decided', async () => {
  const [leak, code, setting, dependency] = observationsIn(await itemsOfFile(horusec, fixture('many.json')))
  expect(leak).toMatchObject({
    kind: 'secret',
    rule: 'Hard-coded password',
    secret: 'sesame-47114711',
    cwes: [798],
    verdict: { state: 'accepted', reason: 'Risk Accepted', source: 'horusec-type' },
  })
  expect(code).toMatchObject({ kind: 'code', location: { line: 7, snippet: '    assert user' } })
  expect(JSON.stringify(code)).not.toContain('sesame')
  expect(setting).toMatchObject({ kind: 'config', verdict: { state: 'false_positive' } })
  expect(setting?.location).toEqual({ path: 'Dockerfile' })
  expect(dependency).toMatchObject({
    kind: 'dependency',
    severity: 'unknown',
    advisories: ['CVE-2099-10001'],
    verdict: { state: 'fixed' },
  })
})

test('what does not fit and tools that failed are problems', async () => {
  const problems = problemsIn(await itemsOfFile(horusec, fixture('many.json')))
  expect(problems.map(({ where, message }) => [where, message.split(' ')[0]])).toEqual([
    ['/analysisVulnerabilities/4', 'left'],
    ['/analysisVulnerabilities/5', 'left'],
    ['/errors', 'YarnAudit'],
    ['/errors', 'NpmAudit'],
  ])
})

test.each(['{}', '[]', '{"analysisVulnerabilities":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(horusec, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its list', () => {
  const detect = (outline: unknown) => horusec.detect({ syntax: 'json', head: '', outline })
  expect(detect({ version: 'v2.8.0', analysisVulnerabilities: [] })).toBe(1)
  expect(detect({ vulnerabilities: [] })).toBe(0)
})
