import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { grype } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)
const itemsIn = (name: string) => itemsOfFile(grype, fixture(name))

test('an empty report has a header and nothing else', async () => {
  expect(await itemsIn('empty.json')).toEqual([
    {
      type: 'header',
      tool: 'grype',
      toolVersion: '0.95.0',
      target: 'services/shop',
      producedAt: '2026-03-02T09:20:30.123Z',
    },
  ])
})

test('one match in all its fields', async () => {
  const [observation, ...others] = observationsIn(await itemsIn('one.json'))
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'GHSA-2c2c-3f3f-4g4g',
    title: 'Brewing with a long spout takes forever',
    description: 'Brewing with a long spout takes forever',
    severity: 'high',
    toolSeverity: 'High',
    cvss: [
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H',
        score: 7.5,
        version: '3.1',
        source: 'github',
      },
      {
        vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
        score: 9.8,
        version: '3.1',
        source: 'nvd@nist.gov',
      },
    ],
    cwes: [1333],
    advisories: ['GHSA-2c2c-3f3f-4g4g', 'CVE-2025-10001'],
    component: {
      name: '@kettle/tea-pot',
      version: '1.4.1',
      purl: 'pkg:npm/%40kettle/tea-pot@1.4.1',
      path: 'package-lock.json',
      fixVersions: ['1.4.2', '2.0.1'],
    },
    related: [{ path: 'tools/package-lock.json' }],
    references: [
      'https://advisories.example/GHSA-2c2c-3f3f-4g4g',
      'https://nvd.example/CVE-2025-10001',
      'https://kettle.example/spouts',
      'https://kettle.example/notices/7',
    ],
    epss: 0.0123,
    knownExploited: true,
    tags: ['KETTLE-7', 'fix-state:fixed', 'match:exact-direct-match'],
  })
  expect(await readFile(fixture('one.json'), 'utf8')).toContain(raw)
})

test('the image is a claim and a target without its tag', async () => {
  const items = await itemsIn('many.json')
  expect(headersIn(items)[0]?.target).toBe('registry.example:5000/shop/api')
  expect(assetsIn(items)).toEqual([
    {
      type: 'asset',
      kind: 'container-image',
      name: 'registry.example:5000/shop/api',
      attributes: {
        tag: '3.1.0',
        digest: 'sha256:6042500cf4b44023ea1894effe7890666b0c5c7871ed83a97c36c76ae560bb9b',
        imageId: 'sha256:174c8c134b2a94b5bb0b37d9a2b6ba0663d82d23ebf62bd51f74a2fd457333da',
        architecture: 'amd64',
        os: 'amazonlinux 2',
      },
    },
  ])
})

test("an erratum's several flaws are no aliases of each other", async () => {
  const [erratum] = observationsIn(await itemsIn('many.json'))
  expect(erratum).toMatchObject({
    kind: 'container',
    severity: 'info',
    toolSeverity: 'Negligible',
    title: 'ALAS-2026-2001 in libkettle',
    advisories: ['ALAS-2026-2001'],
    tags: ['CVE-2025-10010', 'CVE-2025-10011', 'fix-state:fixed', 'match:exact-indirect-match'],
  })
})

test('a match without a severity stays unknown, packages are named as their ecosystem does', async () => {
  const [, spout, binary] = observationsIn(await itemsIn('many.json'))
  expect(spout).toMatchObject({
    severity: 'unknown',
    cvss: [{ vector: 'AV:N/AC:L/Au:N/C:P/I:P/A:P', score: 7.5, version: '2.0', source: 'nvd' }],
    component: { name: 'example.kettle:spout', path: 'app/lib/spout.jar' },
    tags: ['fix-state:wont-fix', 'match:cpe-match'],
  })
  expect(spout).not.toHaveProperty('toolSeverity')
  expect(binary).toMatchObject({ kind: 'dependency', severity: 'unknown', component: { name: 'busybox' } })
})

test('ignored matches carry the reason why', async () => {
  const verdicts = observationsIn(await itemsIn('many.json')).flatMap(({ rule, verdict }) =>
    verdict ? [[rule, verdict]] : [],
  )
  expect(verdicts).toEqual([
    [
      'CVE-2025-10015',
      { state: 'false_positive', reason: 'not_affected; vulnerable_code_not_present', source: 'grype-vex' },
    ],
    ['CVE-2025-10016', { state: 'accepted', reason: 'Lids are not in reach', source: 'grype-ignore' }],
    ['CVE-2025-10017', { state: 'fixed', reason: 'DistroPackageFixed', source: 'grype-ignore' }],
    ['CVE-2025-10018', { state: 'accepted', source: 'grype-ignore' }],
  ])
})

test('a match without an artifact is a problem with its place', async () => {
  expect(problemsIn(await itemsIn('many.json'))).toEqual([
    expect.objectContaining({ where: '/matches/3', incomplete: true }),
  ])
})

test('a document that breaks off gives what it has', async () => {
  const text = await readFile(fixture('many.json'), 'utf8')
  const items = await itemsOf(grype, text.slice(0, text.indexOf('"CVE-2025-10013"')))
  expect(observationsIn(items)).toHaveLength(2)
  expect(problemsIn(items)).toEqual([expect.objectContaining({ incomplete: true })])
})

test.each(['{}', '[]', '{"matches":{}}', 'matches', ''])('refuses %j', async (text) => {
  await expect(itemsOf(grype, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its descriptor, or by what a match looks like', () => {
  const detect = (outline: unknown) => grype.detect({ syntax: 'json', head: '', outline })
  expect(detect({ matches: [], descriptor: { name: 'grype' } })).toBe(1)
  expect(detect({ matches: [{ vulnerability: { id: 'CVE-1' }, artifact: { name: 'a' } }] })).toBe(0.9)
  expect(detect({ matches: [{ rule: 'x' }] })).toBe(0)
  expect(detect({ matches: [] })).toBe(0)
  expect(detect(undefined)).toBe(0)
})
