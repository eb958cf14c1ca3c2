import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { bandit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(bandit, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Bandit', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
})

test('one result in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(bandit, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'B602',
    title: 'subprocess call with shell=True identified, security issue',
    description: 'subprocess call with shell=True identified, security issue.',
    severity: 'high',
    toolSeverity: 'HIGH',
    confidence: 'high',
    cwes: [78],
    location: {
      path: 'ledger/jobs.py',
      line: 21,
      endLine: 23,
      column: 5,
      endColumn: 20,
      snippet: "    subprocess.Popen(\n        'report ' + name,\n        shell=True)",
    },
    references: [
      'https://bandit.readthedocs.io/en/latest/plugins/b602_subprocess_popen_with_shell_equals_true.html',
    ],
    tags: ['subprocess_popen_with_shell_equals_true'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('a hard-coded password is a secret, an empty one has no value', async () => {
  const [password, blank] = observationsIn(await itemsOfFile(bandit, fixture('many.json')))
  expect(password).toMatchObject({
    kind: 'secret',
    rule: 'B105',
    title: 'Possible hardcoded password',
    secret: 'sesame-4711',
    cwes: [259],
    location: { snippet: "DB_PASSWORD = '••••'" },
  })
  expect(blank).toMatchObject({ kind: 'secret', rule: 'B107', title: 'Possible hardcoded password' })
  expect(blank).not.toHaveProperty('secret')
})

test('the older wording of the password checks', async () => {
  const report = {
    results: [
      { test_id: 'B106', filename: 'a.py', issue_text: "Possible hardcoded password '(sesame-4711)'" },
    ],
  }
  expect(observationsIn(await itemsOf(bandit, JSON.stringify(report)))).toMatchObject([
    { secret: 'sesame-4711', title: 'Possible hardcoded password' },
  ])
})

test('a password stays out of the results beside it', async () => {
  const [, , plain] = observationsIn(await itemsOfFile(bandit, fixture('many.json')))
  expect(plain?.raw).toContain("KEY = '••••'")
  expect(JSON.stringify(plain)).not.toContain('sesame')
})

test('undefined severity and confidence stay unknown', async () => {
  const [, , plain] = observationsIn(await itemsOfFile(bandit, fixture('many.json')))
  expect(plain).toMatchObject({
    severity: 'unknown',
    toolSeverity: 'UNDEFINED',
    title: 'Use of assert detected',
    location: { path: 'tests/check.py', line: 2, endLine: 2, snippet: 'assert user' },
  })
  expect(plain).not.toHaveProperty('confidence')
})

test('a file that was skipped is a problem', async () => {
  expect(problemsIn(await itemsOfFile(bandit, fixture('many.json')))).toEqual([
    {
      type: 'problem',
      where: '/errors/0',
      message: 'Bandit skipped ./ledger/old.py (syntax error while parsing AST from file): it may hold more',
    },
  ])
})

test('every result is an observation or a problem', async () => {
  const items = await itemsOf(
    bandit,
    JSON.stringify({ results: [{ test_id: 'B1', filename: 'a.py' }, { test_id: 'B1' }, []] }),
  )
  expect(observationsIn(items)).toHaveLength(1)
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/results/1', '/results/2'])
})

test.each(['{}', '[]', '{"results":', ''])('refuses %j', async (text) => {
  await expect(itemsOf(bandit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results, or by its metrics while there are none', () => {
  const detect = (outline: unknown) => bandit.detect({ syntax: 'json', head: '', outline })
  expect(detect({ results: [{ test_id: 'B101', issue_severity: 'LOW' }] })).toBe(1)
  expect(
    detect({ errors: [], results: [], metrics: {}, generated_at: '2025-09-01T08:30:00Z' }),
  ).toBeGreaterThan(0.9)
  expect(detect({ results: [], errors: [] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})

// Bandit 1.9.4 on the sample app ledger.
test('the table and the XML say the same as the JSON', async () => {
  const place = { path: 'ledger/api/accounts.py', line: 11 }
  const expected = {
    kind: 'code',
    rule: 'B608',
    title: 'Possible SQL injection vector through string-based query construction',
    severity: 'medium',
    toolSeverity: 'MEDIUM',
    confidence: 'low',
    cwes: [89],
    references: ['https://bandit.readthedocs.io/en/1.9.4/plugins/b608_hardcoded_sql_expressions.html'],
    tags: ['hardcoded_sql_expressions'],
  }
  const csv = await itemsOfFile(bandit, fixture('table.csv'))
  expect(observationsIn(csv)).toMatchObject([
    { ...expected, location: { ...place, endLine: 12, column: 25, endColumn: 90 } },
    { kind: 'secret', rule: 'B105', secret: 'sesame-4711-open' },
  ])
  expect(problemsIn(csv).map(({ where }) => where)).toEqual(['line 4'])
  const xml = await itemsOfFile(bandit, fixture('testsuite.xml'))
  expect(observationsIn(xml)).toMatchObject([{ ...expected, location: place }])
  expect(problemsIn(xml).map(({ where }) => where)).toEqual(['/testsuite/testcase[2]'])
})

test('the YAML of the same: nothing, and every result, password and skipped file', async () => {
  const header = { type: 'header', tool: 'Bandit', producedAt: '2026-11-28T12:48:19.000Z' }
  expect(await itemsOfFile(bandit, fixture('empty.yaml'))).toEqual([header])
  const items = await itemsOfFile(bandit, fixture('results.yaml'))
  expect(items[0]).toEqual(header)
  const observations = observationsIn(items)
  expect(observations).toHaveLength(8)
  expect(observations[1]).toMatchObject({
    kind: 'secret',
    rule: 'B105',
    title: 'Possible hardcoded password',
    secret: 'earl-grey-7',
    cwes: [259],
    location: { path: 'bad.py', line: 2, column: 12 },
  })
  const [first] = observations
  expect(first).toMatchObject({
    rule: 'B403',
    severity: 'low',
    confidence: 'high',
    location: { path: 'bad.py', line: 1, snippet: 'import os, subprocess, hashlib, pickle' },
  })
  expect(first?.raw).not.toContain('earl-grey-7')
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/errors/0',
    '/results/8',
    '/results/9',
    'line 167',
  ])
})

test('YAML without results is refused', async () => {
  const text = 'metrics:\n  ./a.py:\n    CONFIDENCE.HIGH: 1\n'
  await expect(itemsOf(bandit, text)).rejects.toThrow(/lacks results/)
})

test.each([
  ['printed.txt', 2, 12],
  ['page.html', 1, undefined],
])('%s is what Bandit shows a person', async (name, count, column) => {
  const items = await itemsOfFile(bandit, fixture(name))
  const found = observationsIn(items)
  expect([found.length, problemsIn(items)]).toEqual([count, []])
  expect(found[0]).toMatchObject({
    kind: 'secret',
    rule: 'B105',
    title: 'Possible hardcoded password',
    severity: 'low',
    confidence: 'medium',
    cwes: [259],
    secret: 'sesame-4711',
    location: {
      path: 'ledger/db.py',
      line: 3,
      ...(column && { column }),
      snippet: 'PASSWORD = "••••"',
    },
    references: ['https://bandit.readthedocs.io/en/1.9.4/plugins/b105_hardcoded_password_string.html'],
    tags: ['hardcoded_password_string'],
  })
  if (!found[1]) return
  expect(found[1]).toMatchObject({
    rule: 'B602',
    severity: 'high',
    confidence: 'high',
    location: { line: 6 },
  })
  expect(JSON.stringify(found[1])).not.toContain('sesame')
})

test('colors are no part of it; a text that breaks off is incomplete; none found is clean', async () => {
  const esc = String.fromCharCode(27)
  const text = `${esc}[93m>> Issue: [B307:blacklist] Use of eval.\n   Severity: Medium   Confidence: High\n   Location: ./a.py:5:4${esc}[0m\n`
  expect(bandit.detect({ syntax: 'text', head: text })).toBe(1)
  const items = await itemsOf(bandit, text)
  expect(observationsIn(items)).toMatchObject([
    { rule: 'B307', location: { path: 'a.py', line: 5, column: 5 } },
  ])
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
  const clean = 'Run started:2026-03-01 08:30:00\n\nTest results:\n\tNo issues identified.\n\nCode scanned:\n'
  expect(bandit.detect({ syntax: 'text', head: clean })).toBe(1)
  expect(await itemsOf(bandit, clean)).toEqual([{ type: 'header', tool: 'Bandit' }])
})
