import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { xygeni } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('one weakness of code in all its fields', async () => {
  const items = await itemsOfFile(xygeni, fixture('one.json'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Xygeni',
      toolVersion: '6.7.0',
      producedAt: '2025-09-01T08:30:00.144Z',
      branch: 'main',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  const path = 'shop/till.py'
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'python.code_injection_deserialization',
    title: 'Improper deserialization of untrusted data',
    severity: 'critical',
    toolSeverity: 'critical',
    confidence: 'high',
    cwes: [502],
    location: { path, line: 36, endLine: 36, column: 16, endColumn: 41, snippet: 'pickle.loads(data)' },
    flow: [
      { path, line: 33, snippet: "data = form('data')", symbol: 'def close()', message: 'source' },
      { path, line: 36, message: 'sink' },
    ],
    fingerprints: { uniqueHash: 'exampleexample' },
    tags: ['injection', 'python', 'OWASP:2021:A8'],
  })
  expect(JSON.parse(raw)).toHaveProperty('kind', 'injection')
})

test('packages and their weaknesses; every element is an item or a problem', async () => {
  const items = await itemsOfFile(xygeni, fixture('many.json'))
  expect(items.flatMap((item) => (item.type === 'component' ? item : []))).toMatchObject([
    { purl: 'pkg:maven/example.tea/tea-pot@1.4.1', licenses: ['MIT'], direct: true, path: 'pom.xml' },
  ])
  const [observation] = observationsIn(items)
  expect(observation).toMatchObject({
    rule: 'CVE-2099-10001',
    advisories: ['CVE-2099-10001', 'GHSA-2c2c-3f3f-4g4g'],
    cwes: [79],
    component: { fixVersions: ['1.4.2'] },
    references: ['https://advisories.example/1', 'https://advisories.example/2'],
  })
  expect(observation).not.toHaveProperty('cvss')
  expect(problemsIn(items)).toMatchObject([
    { where: '/dependencies/1/vulnerabilities/1' },
    { where: '/dependencies/2' },
    { where: '/errors/0', message: expect.stringContaining('SCA-WARNING-001') },
    { where: '/errors/1', incomplete: true },
  ])
})

test('masked secrets stay masked', async () => {
  const [secret] = observationsIn(await itemsOfFile(xygeni, fixture('secrets.json')))
  expect(secret).toMatchObject({
    kind: 'secret',
    secretMasked: 'sesa********',
    confidence: 'low',
    location: { path: 'deploy/shop.env', line: 6 },
    fingerprints: { secret: 'hashhash', uniqueHash: 'examplehash' },
  })
  expect(secret).not.toHaveProperty('secret')
})

test.each(['{}', '[]', '{"metadata":{"format":"sast-xygeni"}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(xygeni, text)).rejects.toThrow(UnreadableReport)
})
