import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { snyk } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const read = (name: string) => itemsOfFile(snyk, fixture(name))

test('a project without issues was tested all the same', async () => {
  expect(await read('empty.json')).toEqual([
    { type: 'header', tool: 'Snyk Open Source', target: 'package-lock.json' },
  ])
})

test('one vulnerable path in all its fields', async () => {
  const items = await read('one.json')
  expect(items).toHaveLength(2)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'SNYK-JS-PARSELET-7000001',
    title: 'Prototype Pollution',
    description: '## Overview\nparselet merges without a check.',
    severity: 'high',
    toolSeverity: 'high',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:L/I:L/A:L/E:P',
        score: 7.3,
        version: '3.1',
        source: 'snyk',
      },
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.1', source: 'nvd' },
    ],
    cwes: [1321],
    advisories: ['SNYK-JS-PARSELET-7000001', 'CVE-2099-10050', 'GHSA-2222-3333-4444'],
    component: {
      name: '@kit/parselet',
      version: '2.0.3',
      purl: 'pkg:npm/%40kit/parselet@2.0.3',
      path: 'services/shop/package-lock.json',
      fixVersions: ['2.1.0'],
      direct: false,
      chain: ['shop@1.0.0', 'toolkit@4.0.0', '@kit/parselet@2.0.3'],
    },
    references: ['https://git.example/parselet/commit/1'],
    remediation: 'Upgrade toolkit@4.0.0 to toolkit@4.2.0.',
    epss: 0.00197,
    tags: ['exploit:proof of concept'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('every project has its header, those without issues too', async () => {
  expect(headersIn(await read('many.json')).map((item) => item.target)).toEqual([
    'app/pom.xml',
    'clean/pom.xml',
  ])
})

test('what is exploited, licenses, malware', async () => {
  const [exploited, license, malware] = observationsIn(await read('many.json'))
  expect(exploited).toMatchObject({
    kind: 'dependency',
    knownExploited: true,
    cvss: [{ score: 9.3, version: '4.0', source: 'snyk' }],
    component: { name: 'com.example:codec', purl: 'pkg:maven/com.example/codec@1.2', direct: true },
  })
  expect(exploited?.cvss).toHaveLength(1)
  expect(exploited).not.toHaveProperty('remediation')
  expect(license).toMatchObject({
    kind: 'license',
    rule: 'snyk:lic:maven:com.example:codec:GPL-3.0',
    tags: ['GPL-3.0'],
  })
  expect(license).not.toHaveProperty('advisories')
  expect(malware).toMatchObject({ kind: 'malware', severity: 'critical' })
})

test('what was ignored or patched carries that verdict', async () => {
  const [, , , ignored, patched] = observationsIn(await read('many.json'))
  expect(ignored?.verdict).toEqual({ state: 'accepted', reason: 'not reachable', source: 'snyk-ignore' })
  expect(patched?.verdict).toEqual({ state: 'fixed', reason: 'patched', source: 'snyk-patch' })
})

test('what is no issue, no project or a failed test is a problem', async () => {
  expect(problemsIn(await read('many.json')).map((item) => [item.where, item.incomplete])).toEqual([
    ['/1/vulnerabilities/3', true],
    ['/2', true],
    ['/3', true],
  ])
})

test('an image and the applications in it', async () => {
  const items = await read('container.json')
  expect(headersIn(items)).toEqual([
    { type: 'header', tool: 'Snyk Container', target: 'example/shop:1.4' },
    { type: 'header', tool: 'Snyk Container', target: 'example/shop:1.4 /app/package.json' },
  ])
  expect(assetsIn(items)).toEqual([{ type: 'asset', kind: 'container-image', name: 'example/shop:1.4' }])
  const [system, application] = observationsIn(items)
  expect(system).toMatchObject({
    kind: 'container',
    advisories: ['SNYK-DEBIAN12-ZLIB-7000006', 'CVE-2099-10060'],
    component: {
      name: 'zlib/zlib1g',
      purl: 'pkg:deb/debian/zlib1g@1:1.2.13?distro=debian-12',
      fixVersions: ['1:1.3.0'],
    },
  })
  expect(application).toMatchObject({
    kind: 'dependency',
    component: { name: 'parselet', path: 'app/package.json' },
  })
})

test('infrastructure as code', async () => {
  const items = await read('iac.json')
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Snyk IaC', target: 'storage/main.tf' }])
  const [bucket, privileged] = observationsIn(items)
  const { raw: _, ...fields } = bucket ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'config',
    rule: 'SNYK-CC-TF-1',
    title: 'S3 bucket is public',
    description: 'The bucket is open.\n\nAnyone reads it.',
    severity: 'high',
    toolSeverity: 'high',
    location: { path: 'storage/main.tf', line: 4 },
    resource: { address: 'aws_s3_bucket.logs', type: 'aws_s3_bucket' },
    controls: ['CIS AWS v1.5:2.1.5'],
    references: ['https://rules.example/SNYK-CC-TF-1', 'https://docs.example/s3'],
    remediation: 'Set acl to private.',
    tags: ['S3'],
  })
  expect(privileged).toMatchObject({
    description: 'Runs privileged.',
    resource: { address: '[DocId: 0].spec.containers[api].securityContext' },
    verdict: { state: 'accepted', source: 'snyk-ignore' },
  })
  expect(privileged?.location).not.toHaveProperty('line')
})

test.each([
  '{"ok":false,"error":"Authentication failed","path":"."}',
  '[{"ok":false,"error":"a"},{"ok":false,"error":"b"}]',
])('a failed test is no report: %s', async (text) => {
  await expect(itemsOf(snyk, text)).rejects.toThrow(/holds no test that ran/)
})

test.each(['{}', '[]', '{"vulnerabilities":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(snyk, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its issues, or by its frame while there are none', () => {
  const detect = (outline: unknown) => snyk.detect({ syntax: 'json', head: '', outline })
  expect(detect({ vulnerabilities: [{ id: 'a', from: [] }] })).toBe(1)
  expect(detect([{ vulnerabilities: [], ok: true, dependencyCount: 1 }])).toBeGreaterThan(0.9)
  expect(detect({ infrastructureAsCodeIssues: [] })).toBe(1)
  expect(detect({ ok: false, error: 'e', path: '.' })).toBeGreaterThan(0.5)
  expect(detect({ vulnerabilities: [{ id: 'a', severity: 'high' }] })).toBe(0)
  expect(detect([])).toBe(0)
})
