import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { npmAudit } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(npmAudit, fixture('empty.json'))).toEqual([{ type: 'header', tool: 'npm audit' }])
})

test('one advisory in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsOfFile(npmAudit, fixture('one.json')))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2222-3333-4444',
    title: 'parselet hangs on nested input',
    severity: 'medium',
    toolSeverity: 'moderate',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:L', score: 5.3, version: '3.1' }],
    cwes: [1333],
    advisories: ['GHSA-2222-3333-4444'],
    related: [{ path: 'packages/ui/node_modules/parselet' }],
    component: {
      name: 'parselet',
      purl: 'pkg:npm/parselet',
      path: 'node_modules/parselet',
      fixVersions: ['3.0.0'],
      direct: true,
      chain: ['parselet'],
    },
    references: ['https://github.com/advisories/GHSA-2222-3333-4444'],
    remediation: 'Install parselet@3.0.0, a major version.',
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('an advisory is told once, at its package, with the shortest way that brings it in', async () => {
  const [pollution, old, ...others] = observationsIn(await itemsOfFile(npmAudit, fixture('many.json')))
  expect(others).toEqual([])
  expect(pollution).toMatchObject({
    rule: 'GHSA-5555-6666-7777',
    severity: 'critical',
    remediation: 'No fix is available.',
    component: { name: 'deepcore', direct: false, chain: ['@shop/top', 'middle', 'deepcore'] },
  })
  expect(pollution).not.toHaveProperty('cvss')
  expect(old).toMatchObject({ rule: '1488', severity: 'low' })
  expect(old).not.toHaveProperty('advisories')
})

test('what is affected through a package that the report does not hold is a problem, as is what does not fit', async () => {
  const problems = problemsIn(await itemsOfFile(npmAudit, fixture('many.json')))
  expect(problems.map((item) => item.where)).toEqual([
    '/vulnerabilities/other/via/1',
    '/vulnerabilities/odd/via/0',
    '/vulnerabilities/odder',
  ])
})

test('version 1: an observation for each installed version', async () => {
  const [one, two, ...others] = observationsIn(await itemsOfFile(npmAudit, fixture('version-1.json')))
  expect(others).toEqual([])
  const { raw: _, ...fields } = one ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: '146',
    title: 'Command injection',
    description: 'shouty passes its input to a shell.',
    severity: 'critical',
    toolSeverity: 'critical',
    cwes: [78],
    advisories: ['CVE-2099-10146'],
    component: {
      name: 'shouty',
      version: '1.9.2',
      purl: 'pkg:npm/shouty@1.9.2',
      fixVersions: ['1.10.2', '2.0.3'],
      direct: false,
      scope: 'development',
      chain: ['runner', 'shouty@1.9.2'],
    },
    references: [
      'https://www.npmjs.com/advisories/146',
      'https://git.example/shouty/issues/60',
      'https://git.example/shouty/pull/61',
    ],
    remediation: 'Update to version 1.10.2 or later.',
    tags: ['development'],
  })
  expect(two).toMatchObject({ component: { version: '1.8.0', direct: true, chain: ['shouty@1.8.0'] } })
  expect(
    problemsIn(await itemsOfFile(npmAudit, fixture('version-1.json'))).map((item) => item.where),
  ).toEqual(['/muted/0'])
})

test('an advisory without an installed version or a package is a problem', async () => {
  const report = {
    advisories: { 1: { module_name: 'a', findings: [] }, 2: { findings: [{ version: '1' }] } },
    metadata: {},
  }
  const items = await itemsOf(npmAudit, JSON.stringify(report))
  expect(problemsIn(items).map((item) => item.where)).toEqual(['/advisories/1', '/advisories/2'])
})

test.each([
  '{"error":{"code":"ENOAUDIT","summary":"no audit here","detail":""}}',
  '{"message":"405 Method Not Allowed","statusCode":405,"error":{"summary":"","detail":""}}',
])('a failed audit is no report: %s', async (text) => {
  await expect(itemsOf(npmAudit, text)).rejects.toThrow(/npm audit failed \((ENOAUDIT|405)\)/)
})

test.each(['{}', '[]', '{"vulnerabilities":[]}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(npmAudit, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its version or its advisories', () => {
  const detect = (outline: unknown) => npmAudit.detect({ syntax: 'json', head: '', outline })
  expect(detect({ auditReportVersion: 2, vulnerabilities: {} })).toBe(1)
  expect(detect({ actions: [], advisories: {}, muted: [], metadata: {} })).toBeGreaterThan(0.9)
  expect(detect({ error: { code: 'ENOAUDIT', summary: '', detail: '' } })).toBeGreaterThan(0.5)
  expect(detect({ vulnerabilities: [] })).toBe(0)
  expect(detect({ error: 'Not found' })).toBe(0)
})
