import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { semgrepPlatform } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(semgrepPlatform, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Semgrep AppSec Platform' },
  ])
})

test('one finding in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(semgrepPlatform, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'rules.python.open-redirect',
    title: 'The redirect target comes from the request',
    description: 'The redirect target comes from the request. Check it.',
    severity: 'medium',
    toolSeverity: 'medium',
    confidence: 'high',
    cwes: [601],
    location: { path: 'app/views.py', line: 41, column: 12, endLine: 41, endColumn: 44 },
    references: ['https://code.example/tea/shop/app/views.py#L41', 'https://tickets.example/SHOP-7'],
    remediation: "Use a list.\n\n1. Make it.\n\nredirect('/')",
    fingerprints: { semgrep: '5d1f0c_0' },
    verdict: { state: 'false_positive', reason: 'false_positive: An own page', source: 'semgrep-triage' },
    seenAt: '2025-09-01T08:30:00.500Z',
    tags: [
      'OWASP A01:2021 - Broken Access Control',
      'Open Redirect',
      'security',
      'refs/heads/main',
      'SHOP-7',
      'assistant:false_positive',
      'component:user data',
    ],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('packages, secrets, and a header for each repository', async () => {
  const items = await itemsOfFile(semgrepPlatform, fixture('many.json'))
  expect(headersIn(items).map(({ target }) => target)).toEqual(['tea/ledger', 'tea/shop'])
  const [dependency, fixed, secret] = observationsIn(items)
  expect(dependency).toMatchObject({
    kind: 'dependency',
    cwes: [502],
    advisories: ['CVE-2099-10001'],
    component: {
      name: 'yamlish',
      version: '5.1.0',
      purl: 'pkg:pypi/yamlish@5.1.0',
      fixVersions: ['5.4.0'],
      direct: false,
    },
    epss: 0.25,
    references: ['https://code.example/l'],
    tags: ['reachable'],
    reachability: { level: 'called', evidence: 'reachable' },
  })
  expect(dependency).not.toHaveProperty('verdict')
  expect(fixed).toMatchObject({ kind: 'code', verdict: { state: 'fixed' } })
  expect(secret).toMatchObject({
    kind: 'secret',
    rule: 'Example token',
    severity: 'critical',
    confidence: 'high',
    location: { path: 'src/db.py', line: 10 },
    tags: ['confirmed-valid', 'refs/heads/main', 'commit:c0ffee'],
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/3'])
})

test.each(['{}', '{"findings":{}}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(semgrepPlatform, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its findings', () => {
  const detect = (outline: unknown) => semgrepPlatform.detect({ syntax: 'json', head: '', outline })
  const finding = { rule_name: 'a', repository: { name: 'b' }, location: {}, severity: 'low' }
  expect(detect({ findings: [finding] })).toBe(1)
  expect(detect([finding])).toBe(1)
  expect(detect({ findings: [{ title: 'a', severity: 'low' }] })).toBe(0)
  expect(detect({ findings: [] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})
