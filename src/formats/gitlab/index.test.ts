import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gitlab } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(gitlab, fixture(name))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty-sast.json')).toEqual([
    { type: 'header', tool: 'Semgrep', toolVersion: '1.120.0', producedAt: '2025-09-01T08:30:00.000Z' },
  ])
  expect(await itemsIn('empty-version-2.json')).toEqual([{ type: 'header' }])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsIn('one.json')
  expect(problemsIn(items)).toEqual([])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'rules.python.open-redirect',
    title: 'Open redirect',
    description: 'The redirect target comes from the request.\n\nHint: one, https://notes.example/8',
    severity: 'medium',
    toolSeverity: 'Medium',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N',
        score: 6.1,
        version: '3.1',
        source: 'GitLab',
      },
    ],
    cwes: [601],
    location: {
      path: 'app/views.py',
      line: 41,
      endLine: 42,
      symbol: 'Views.go',
      snippet: 'redirect(request.args["next"])',
    },
    flow: [
      { path: 'app/input.py', line: 4 },
      { path: 'app/views.py', line: 41, endLine: 42, column: 3, endColumn: 9 },
    ],
    references: [
      'https://rules.example/open-redirect',
      'https://cwe.mitre.org/data/definitions/601.html',
      'https://notes.example/7',
    ],
    remediation: 'Check it against a list.\n\nUse the list\n\n-a\\n+b\n',
    fingerprints: { scope_offset: 'app/views.py|go[0]:3' },
    tags: ['A01:2021 - Broken Access Control', 'likely-false-positive'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

describe('dependency scanning', () => {
  test('packages with the way to them, and what fixes them', async () => {
    const [observation] = observationsIn(await itemsIn('many.json'))
    expect(observation).toMatchObject({
      kind: 'dependency',
      rule: 'CVE-2099-10001',
      confidence: 'high',
      cwes: [400],
      advisories: ['CVE-2099-10001'],
      location: { path: 'pom.xml' },
      component: {
        name: 'example.tea/pot',
        version: '1.4.1',
        purl: 'pkg:maven/example.tea/pot@1.4.1',
        path: 'pom.xml',
        fixVersions: ['1.4.2', '2.0.1'],
        direct: false,
        chain: ['example.shop/shop@1.0', 'example.tea/set@3.1', 'example.tea/pot@1.4.1'],
      },
      remediation: 'Upgrade to versions 1.4.2, 2.0.1 or above.\n\nUpgrade tea',
      tags: ['Gemnasium-77'],
    })
  })

  test('what files list are components, with their edges', async () => {
    const items = await itemsIn('many.json')
    expect(items.filter(({ type }) => type === 'component' || type === 'dependency')).toEqual([
      {
        type: 'component',
        ref: 'pom.xml#1',
        name: 'example.shop/shop',
        version: '1.0',
        purl: 'pkg:maven/example.shop/shop@1.0',
        direct: true,
        path: 'pom.xml',
      },
      expect.objectContaining({ ref: 'pom.xml#2' }),
      { type: 'dependency', ref: 'pom.xml#1', dependsOn: ['pom.xml#2'] },
      expect.objectContaining({ ref: 'pom.xml#3' }),
      { type: 'dependency', ref: 'pom.xml#2', dependsOn: ['pom.xml#3'] },
    ])
  })

  test('what does not fit and what the scan says of itself are problems', async () => {
    const problems = problemsIn(await itemsIn('many.json'))
    expect(problems.map(({ where, incomplete }) => [where, incomplete])).toEqual([
      ['/scan/status', true],
      ['/scan/messages/0', true],
      ['/scan/messages/1', undefined],
      ['/vulnerabilities/1', true],
      ['/dependency_files/0/dependencies/3', true],
    ])
  })
})

test('a running application: its target is that of the scan, its messages go along', async () => {
  const items = await itemsIn('dast.json')
  expect(headersIn(items)).toMatchObject([{ tool: 'ZAP', target: 'https://shop.example' }])
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'web',
      rule: 'ZAProxy_PluginId-10036',
      seenAt: '2025-09-01T08:29:40.615Z',
      endpoint: {
        url: 'https://shop.example/orders',
        method: 'POST',
        parameter: 'Server',
        request: 'POST https://shop.example/orders?x=1\nAccept: */*\n\na=1',
        response: '200 OK\nServer: teapot/1.2\n\nhello',
        evidence: 'teapot/1.2\nUnmodified: GET https://shop.example/: 404',
      },
      references: ['https://jobs.example/1', 'https://notes.example/headers'],
    },
  ])
})

test('images, and the workloads that run them', async () => {
  const items = await itemsIn('containers.json')
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example/shop',
      attributes: { tag: '1.2', system: 'debian 12.5' },
    },
  ])
  const [system, other] = observationsIn(items)
  expect(system).toMatchObject({
    kind: 'container',
    component: { name: 'apt', purl: 'pkg:deb/debian/apt@1.4.8', fixVersions: ['1.4.9'] },
    resource: { address: 'Deployment/shop/web', type: 'Deployment', provider: 'kubernetes', account: '7' },
    tags: ['container:front', 'debian 12.5'],
  })
  expect(other).toMatchObject({
    kind: 'dependency',
    severity: 'unknown',
    component: { name: 'tea', fixVersions: ['1.1', '2.0'] },
  })
  expect(other?.component).not.toHaveProperty('purl')
})

test('secrets, each in its own finding alone', async () => {
  const [one, two] = observationsIn(await itemsIn('secrets.json'))
  expect(one).toMatchObject({
    kind: 'secret',
    rule: 'example',
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
    tags: ['Gitleaks rule ID example', 'commit:c0ffee', 'author:Kim', 'committed:2025-08-31'],
  })
  expect(two).toMatchObject({ secret: 'othr_ffff0000ffff0000', tags: ['Gitleaks rule ID other'] })
  expect(JSON.stringify(two)).not.toContain('exmpl_0a1b2c3d')
})

test('a crash is known by its stack', async () => {
  expect(observationsIn(await itemsIn('fuzzing.json'))).toMatchObject([
    {
      kind: 'code',
      rule: 'CWE-129',
      cwes: [129],
      description: 'Index-out-of-range\n0xabab\npanic: index',
      fingerprints: { crash_state: 'shop.Parse\nshop.Fuzz' },
    },
  ])
})

test('version 1: a bare list of what several tools found', async () => {
  const items = await itemsIn('version-1.json')
  expect(observationsIn(items)).toMatchObject([
    {
      kind: 'code',
      rule: 'node_username',
      title: 'A hardcoded name',
      tool: 'NodeJsScan',
      cwes: [798],
      location: { path: 'a.js', line: 13 },
      references: ['https://notes.example/9'],
    },
    { rule: 'Old', severity: 'low', location: { path: 'b.rb', line: 4 } },
  ])
  expect(observationsIn(items)[1]).not.toHaveProperty('remediation')
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/2'])
})

test('a licence report lists components', async () => {
  const items = await itemsIn('licenses.json')
  expect(items[1]).toEqual({
    type: 'component',
    ref: '/dependencies/0',
    name: 'tea-pot',
    version: '1.4.1',
    purl: 'pkg:npm/tea-pot@1.4.1',
    licenses: ['MIT', 'Tea Licence'],
    path: 'web/package.json',
  })
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['/dependencies/1'])
})

test.each(['{}', '{"vulnerabilities":{}}', 'null', ''])('refuses %j', async (text) => {
  await expect(itemsOf(gitlab, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its scan, or by identifiers and places', () => {
  const detect = (outline: unknown) => gitlab.detect({ syntax: 'json', head: '', outline })
  const found = { identifiers: [{ type: 'cwe', name: 'a', value: '1' }], location: {} }
  expect(detect({ scan: { type: 'sast', scanner: { id: 'semgrep' } } })).toBe(1)
  expect(detect({ scan: { type: 'other', scanner: { id: 'x' } } })).toBe(0)
  expect(detect({ vulnerabilities: [found] })).toBe(1)
  expect(detect([found])).toBe(1)
  expect(detect({ version: '2.3', vulnerabilities: [], remediations: [] })).toBe(0.9)
  expect(detect({ vulnerabilities: [] })).toBe(0)
  expect(detect({ vulnerabilities: [{ identifiers: { CVE: [] } }] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})

test("Checkmarx One's results go by their checks, and the password that it prints is a secret", async () => {
  const items = await itemsIn('checkmarx-one.json')
  const [flaw, password] = observationsIn(items)
  expect(flaw).toMatchObject({ kind: 'code', rule: 'Client_DOM_XSS', title: 'Client_DOM_XSS' })
  expect(flaw).not.toHaveProperty('fingerprints')
  expect(password).toMatchObject({
    kind: 'secret',
    rule: 'Use_Of_Hardcoded_Password',
    secret: 'earl-grey-7',
    location: { path: 'src/shop/till.ts', line: 7 },
  })
  expect(password?.description).not.toContain('earl-grey-7')
})

test('Checkov calls its report one of static analysis: its ids say what it looks at', async () => {
  const vulnerability = (value: string) => ({
    id: value,
    name: value,
    severity: 'Unknown',
    location: { file: 'main.tf', start_line: 1 },
    identifiers: [{ type: 'checkov', name: value, value }],
  })
  const report = {
    version: '15.0.4',
    scan: { type: 'sast', scanner: { id: 'checkov', name: 'Checkov' } },
    vulnerabilities: [vulnerability('CKV_AWS_1'), vulnerability('CKV_SECRET_6'), vulnerability('CKV_GHA_1')],
  }
  const found = observationsIn(await itemsOf(gitlab, JSON.stringify(report)))
  expect(found.map(({ kind }) => kind)).toEqual(['config', 'secret', 'pipeline'])
})

test('Semgrep says its confidence among the details', async () => {
  const report = {
    version: '15.0.4',
    scan: { type: 'sast' },
    vulnerabilities: [
      {
        id: 'a',
        name: 'eval',
        severity: 'High',
        location: { file: 'a.py', start_line: 1 },
        identifiers: [{ type: 'semgrep_type', name: 'Semgrep - eval', value: 'eval' }],
        details: { confidence: { type: 'text', name: 'confidence', value: 'HIGH' } },
      },
    ],
  }
  const [found] = observationsIn(await itemsOf(gitlab, JSON.stringify(report)))
  expect(found?.confidence).toBe('high')
})
