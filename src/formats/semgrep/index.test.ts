import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { detectFormat } from '../detect.ts'
import { inputOf } from '../input.ts'
import { DEFAULT_LIMITS } from '../limits.ts'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { semgrep } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(semgrep, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Semgrep', toolVersion: '1.120.0' },
  ])
})

test('a report that breaks off behind its first result is known and read as far as it goes', async () => {
  const whole = await readFile(new URL('fixtures/many.json', import.meta.url), 'utf8')
  const start = whole.indexOf('"results"')
  const cut = `{${whole.slice(start, Math.floor((start + whole.indexOf('"errors"')) / 2))}`
  expect((await detectFormat(inputOf(cut), DEFAULT_LIMITS)).format?.id).toBe('semgrep')
  const items = await itemsOf(semgrep, cut)
  expect(observationsIn(items).length).toBeGreaterThan(0)
  expect(problemsIn(items)).toMatchObject([{ message: expect.stringContaining('ends in the middle') }])
})

test('what a rule of the registry says of itself', async () => {
  const metadata = {
    asvs: { control_id: '5.3.8 OS Command Injection', control_url: 'https://asvs.example/v5', version: '4' },
    'source-rule-url': 'https://rules.example/B602',
    subcategory: ['vuln'],
    category: 'security',
  }
  const report = { results: [{ check_id: 'r', path: 'a.py', extra: { message: 'm', metadata } }], errors: [] }
  expect(observationsIn(await itemsOf(semgrep, JSON.stringify(report)))).toMatchObject([
    {
      controls: ['OWASP-ASVS-4:5.3.8'],
      references: ['https://rules.example/B602', 'https://asvs.example/v5'],
      tags: ['security', 'vuln'],
    },
  ])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(semgrep, fixture('one.json'))
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'rules.python.open-redirect',
    title: 'The redirect target comes from the request',
    description: 'The redirect target comes from the request. Check it against a list of own pages.',
    severity: 'medium',
    toolSeverity: 'WARNING',
    confidence: 'high',
    cwes: [601],
    location: {
      path: 'app/views.py',
      line: 41,
      column: 12,
      endLine: 41,
      endColumn: 44,
      snippet: '    return redirect(request.args["next"])',
    },
    references: [
      'https://cwe.mitre.org/data/definitions/601.html',
      'https://semgrep.dev/r/rules.python.open-redirect',
    ],
    fingerprints: { semgrep: '5d1f0c_0' },
    tags: ['security', 'OWASP A01:2021 - Broken Access Control', 'flask'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('a taint trace becomes a flow from source to sink, through calls', async () => {
  const [injection] = observationsIn(await itemsOfFile(semgrep, fixture('many.json')))
  expect(injection?.flow?.map((step) => `${step.path}:${step.line} ${step.snippet}`)).toEqual([
    'app/jobs.py:12 read_name()',
    'app/input.py:4 name',
    'app/input.py:4 request.args',
    'app/jobs.py:14 command',
    'app/jobs.py:30 os.system(command)',
  ])
})

test('what the tool withholds is absent, what it ignored is accepted, its fix is kept', async () => {
  const [injection] = observationsIn(await itemsOfFile(semgrep, fixture('many.json')))
  expect(injection).toMatchObject({
    severity: 'high',
    cwes: [78],
    remediation: 'subprocess.run(command, shell=False)',
    verdict: { state: 'accepted', reason: 'ignored by a nosemgrep comment', source: 'semgrep-ignore' },
  })
  expect(injection).not.toHaveProperty('fingerprints')
  expect(injection?.location).not.toHaveProperty('snippet')
})

test('a supply chain result is about its package', async () => {
  const [, dependency] = observationsIn(await itemsOfFile(semgrep, fixture('many.json')))
  expect(dependency).toMatchObject({
    kind: 'dependency',
    severity: 'critical',
    toolSeverity: 'CRITICAL',
    cwes: [502],
    advisories: ['CVE-2099-10001', 'GHSA-2222-3333-4444'],
    component: {
      name: 'yamlish',
      version: '5.1.0',
      purl: 'pkg:pypi/yamlish@5.1.0',
      path: 'app/poetry.lock',
      fixVersions: ['5.4.0', '6.0.0'],
      direct: false,
      chain: ['configkit@2.0.0', 'yamlish@5.1.0'],
    },
    tags: ['reachable'],
    reachability: { level: 'called', evidence: 'reachable' },
  })
})

test('a secret is handed on for masking', async () => {
  const [, , secret] = observationsIn(await itemsOfFile(semgrep, fixture('many.json')))
  expect(secret).toMatchObject({
    kind: 'secret',
    severity: 'high',
    confidence: 'high',
    cwes: [798],
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
    tags: ['secrets', 'confirmed-valid', 'commit:0f1e2d3c4b5a69788796a5b4c3d2e1f001234567'],
  })
})

test('a secret stays out of what other rules say about its line', async () => {
  const place = { path: 'a.py', start: { line: 1, col: 9 }, end: { line: 1, col: 33 } }
  const lines = 'TOKEN = "exmpl_0a1b2c3d4e5f6a7b"'
  const report = {
    results: [
      { check_id: 'style', ...place, extra: { message: 'Global.', lines } },
      { check_id: 'token', ...place, extra: { message: 'Token.', lines, metadata: { cwe: 'CWE-798' } } },
    ],
  }
  const [style, token] = observationsIn(await itemsOf(semgrep, JSON.stringify(report)))
  expect(style).toMatchObject({ kind: 'code', location: { snippet: 'TOKEN = "exmp…7b"' } })
  expect(JSON.stringify(style)).not.toContain('exmpl_0a1b')
  expect(token).toMatchObject({ kind: 'secret', secret: 'exmpl_0a1b2c3d4e5f6a7b' })
})

test('what the tool could not analyse is a problem that quotes no source', async () => {
  const problems = problemsIn(await itemsOfFile(semgrep, fixture('many.json')))
  expect(problems).toEqual([
    {
      type: 'problem',
      where: '/errors/0',
      message: 'Semgrep reports "PartialParsing" in app/old.py: what it did not analyse may hold more',
    },
    {
      type: 'problem',
      where: '/errors/1',
      message:
        'Semgrep reports "Timeout" in app/huge.py with rule rules.python.command-injection: what it did not analyse may hold more',
      incomplete: true,
    },
  ])
})

test('every result is an observation or a problem', async () => {
  const report = {
    version: '1.0.0',
    errors: [],
    results: [{ check_id: 'r', path: 'a.py' }, { check_id: 'r' }, null, 5],
  }
  const items = await itemsOf(semgrep, JSON.stringify(report))
  expect(observationsIn(items)).toMatchObject([
    { rule: 'r', title: 'r', severity: 'unknown', location: { path: 'a.py' } },
  ])
  expect(problemsIn(items).map(({ where, message }) => [where, message])).toEqual([
    ['/results/1', 'left out, because of path: missing or not of the expected type'],
    ['/results/2', expect.stringContaining('the element itself')],
    ['/results/3', expect.stringContaining('the element itself')],
  ])
})

test('a report that breaks off keeps what came before and says so', async () => {
  const text = await readFile(fixture('many.json'), 'utf8')
  const items = await itemsOf(semgrep, text.slice(0, text.indexOf('ssc-')))
  expect(headersIn(items)).toHaveLength(1)
  expect(observationsIn(items)).toHaveLength(1)
  expect(problemsIn(items)).toHaveLength(1)
})

test.each(['{}', '[]', '{"results":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(semgrep, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its results, or by its frame while there are none', () => {
  const detect = (outline: unknown) => semgrep.detect({ syntax: 'json', head: '', outline })
  expect(detect({ results: [{ check_id: 'r', path: 'a' }], errors: [] })).toBe(1)
  expect(detect({ results: [], errors: [], paths: {} })).toBeGreaterThan(0.9)
  expect(detect({ results: [], errors: [] })).toBeGreaterThan(0.5)
  expect(detect({ results: [{ test_id: 'B101' }], errors: [] })).toBe(0)
  expect(detect({ results: [], errors: [], metrics: {}, generated_at: '' })).toBe(0)
  expect(detect([])).toBe(0)
})
