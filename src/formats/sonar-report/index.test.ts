import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { sonarReport } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(sonarReport, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'SonarQube', target: 'shop', producedAt: '2025-03-01T00:00:00.000Z' },
  ])
})

test('one issue in all its fields', async () => {
  const items = await itemsOfFile(sonarReport, fixture('one.json'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'SonarQube',
      target: 'org:shop',
      branch: 'main',
      producedAt: '2025-03-01T00:00:00.000Z',
    },
  ])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'python:S4502',
    title: 'Disabling CSRF protections is security-sensitive',
    description: 'Make sure disabling CSRF protection is safe here.\n\nA request may be forged.\nCWE-352',
    severity: 'high',
    toolSeverity: 'HIGH',
    cwes: [352],
    location: { path: 'shop/app.py', line: 8 },
    references: [
      'https://sonarqube.example/security_hotspots?hotspots=AY1',
      'https://cwe.mitre.org/data/definitions/352.html',
    ],
    fingerprints: { key: 'AY1' },
    tags: ['SECURITY_HOTSPOT'],
  })
  expect(JSON.parse(raw)).toMatchObject({ key: 'AY1' })
})

test('a page: every issue is an observation or a problem', async () => {
  const items = await itemsOfFile(sonarReport, fixture('many.html'))
  expect(headersIn(items)).toMatchObject([
    { target: 'stock', branch: 'main', producedAt: '2025-03-01T00:00:00.000Z' },
  ])
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'squid:S2975',
      title: '"clone" should not be overridden',
      description: 'Remove this.\n\nCopies may lack parts: see CWE-580.\nin a cell',
      severity: 'critical',
      cwes: [580],
      location: { path: 'stock/A.java', line: 190 },
      fingerprints: { key: 'AW1' },
    },
    {
      kind: 'config',
      title: 'It runs as root.',
      severity: 'low',
      location: { path: 'Dockerfile' },
      tags: ['SECURITY_HOTSPOT'],
    },
  ])
  expect(problemsIn(items).map((item) => item.where)).toEqual(['table 2, row 3'])
})

test('a page that breaks off says so', async () => {
  const text = await readFile(fixture('many.html'), 'utf8')
  const items = await itemsOf(sonarReport, text.slice(0, text.indexOf('docker:')))
  expect(observationsIn(items)).toHaveLength(1)
  expect(problemsIn(items).at(-1)).toMatchObject({ incomplete: true })
})

test.each(['<html><body/></html>', '{}', '[]', '{"issues":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(sonarReport, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its title, or by the address of its server', () => {
  const root = (name: string, head: string) =>
    sonarReport.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes: {} } })
  const outline = (value: unknown) => sonarReport.detect({ syntax: 'json', head: '', outline: value })
  expect(root('html', '<title>SonarQube Vulnerability Report</title>')).toBe(1)
  expect(root('html', '<title>Other Report</title>')).toBe(0)
  expect(outline({ issues: [], sonarBaseURL: 'https://sonarqube.example' })).toBe(1)
  expect(outline({ issues: [] })).toBe(0)
})
