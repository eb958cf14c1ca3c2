import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { dependencyCheck } from './index.ts'
import { vectorOf } from './vector.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and nothing else', async () => {
  expect(await itemsOfFile(dependencyCheck, fixture('empty.xml'))).toEqual([
    {
      type: 'header',
      tool: 'OWASP Dependency-Check',
      toolVersion: '6.5.3',
      producedAt: '2025-09-01T08:30:00.123Z',
    },
  ])
})

test('one vulnerability in all its fields, its files as components', async () => {
  const items = await itemsOfFile(dependencyCheck, fixture('one.xml'))
  expect(items.slice(0, 3)).toEqual([
    {
      type: 'header',
      tool: 'OWASP Dependency-Check',
      toolVersion: '6.5.3',
      target: 'shop',
      producedAt: '2025-09-01T08:30:00.123Z',
    },
    {
      type: 'component',
      ref: '/analysis/dependencies[1]/dependency[1]',
      name: 'example.kettle:tea-pot',
      version: '2.12.4',
      purl: 'pkg:maven/example.kettle/tea-pot@2.12.4',
      cpe: 'cpe:2.3:a:kettle:tea-pot:2.12.4:*:*:*:*:*:*:*',
      componentType: 'library',
      licenses: ['Apache-2.0'],
      hashes: {
        MD5: 'f0edf6299d91b0661456d539f641cae4',
        'SHA-1': 'c1d3c1f6b392ebd4ca8a9d65e8bad549e885fcbc',
      },
      path: 'build/shop/lib/tea-pot-2.12.4.jar',
    },
    expect.objectContaining({ type: 'component', path: 'build/shop/war/tea-pot-2.12.4.jar' }),
  ])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-10130',
    title: 'The spout drips',
    description: 'The spout drips. Tea is lost.',
    severity: 'low',
    toolSeverity: 'LOW',
    confidence: 'high',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:L/I:N/A:N', score: 3.7, version: '3.1', source: 'NVD' },
      { vector: 'AV:N/AC:M/Au:N/C:P/I:N/A:N', score: 4.3, version: '2.0', source: 'NVD' },
    ],
    cwes: [295],
    advisories: ['CVE-2099-10130'],
    component: {
      name: 'example.kettle:tea-pot',
      version: '2.12.4',
      purl: 'pkg:maven/example.kettle/tea-pot@2.12.4',
      path: 'build/shop/lib/tea-pot-2.12.4.jar',
      fixVersions: ['2.12.5'],
      chain: ['example.kettle:kettle@3.0', 'example.kettle:tea-pot@2.12.4'],
    },
    related: [{ path: 'build/shop/war/tea-pot-2.12.4.jar' }],
    references: ['https://kettle.example/notices/130'],
    remediation: 'Pour with care.',
    knownExploited: true,
    tags: ['NVD'],
  })
  expect(raw).toContain('<fileName>')
  expect(raw).not.toContain('<evidence')
})

test('JSON: every element is an item or a problem, what was suppressed is accepted', async () => {
  const items = await itemsOfFile(dependencyCheck, fixture('many.json'))
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'GHSA-2c2c-3f3f-4g4g',
      severity: 'high',
      cwes: [400, 1333],
      cvss: [{ version: '4.0', score: 8.7 }, { score: 7.5 }],
      component: { name: 'lid', path: 'build/shop/package-lock.json?lid', fixVersions: ['0.1.1'] },
    },
    {
      rule: 'CVE-2099-10131',
      verdict: { state: 'accepted', reason: 'not ours', source: 'dependency-check-suppression' },
    },
    {
      rule: 'spout before 2.0 drips (CVE-2099-10132)',
      advisories: ['CVE-2099-10132'],
      component: { name: 'spout.js' },
    },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/dependencies/0/vulnerabilities/1',
    '/dependencies/2',
  ])
  expect(items.filter(({ type }) => type === 'component')).toHaveLength(2)
})

test('the reports of before version 5', async () => {
  const [observation] = observationsIn(await itemsOfFile(dependencyCheck, fixture('version-1.xml')))
  expect(observation).toMatchObject({
    severity: 'medium',
    cwes: [79],
    cvss: [{ score: 5, version: '2.0' }],
    component: { name: 'example.kettle:lid', version: '1.2', purl: 'pkg:maven/example.kettle/lid@1.2' },
  })
})

test('a vector of which a part is missing is none', () => {
  expect(vectorOf('3', { attackVector: 'NETWORK' })).toBeUndefined()
  expect(vectorOf('2.0', undefined)).toBeUndefined()
})

test('of a dependency that breaks off, the vulnerabilities that are whole stay', async () => {
  const text = await readFile(fixture('one.xml'), 'utf8')
  const end = text.indexOf('</vulnerabilities>')
  const whole = await itemsOf(dependencyCheck, text)
  const items = await itemsOf(dependencyCheck, `${text.slice(0, end)}<vulnerability><name>CVE-2099-1`)
  expect(items.filter(({ type }) => type !== 'problem')).toEqual(whole)
  expect(problemsIn(items)).toMatchObject([{ incomplete: true }])
})

test.each(['{}', '[]', '<a/>', '{"scanInfo":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(dependencyCheck, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its namespace or its schema', () => {
  const root = (namespace: string) =>
    dependencyCheck.detect({ syntax: 'xml', head: '', root: { name: 'analysis', namespace, attributes: {} } })
  expect(root('https://jeremylong.github.io/DependencyCheck/dependency-check.2.5.xsd')).toBe(1)
  expect(root('')).toBe(0)
  const json = (outline: unknown) => dependencyCheck.detect({ syntax: 'json', head: '', outline })
  expect(json({ reportSchema: '1.1', scanInfo: { engineVersion: '1' } })).toBe(1)
  expect(json({ dependencies: [] })).toBe(0)
})
