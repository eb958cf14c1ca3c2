import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { reversinglabs } from './index.ts'

const itemsIn = (name: string) => itemsOfFile(reversinglabs, new URL(`fixtures/${name}`, import.meta.url))

const header = {
  type: 'header',
  tool: 'Spectra Assure',
  toolVersion: '5.3.0.115',
  target: 'Teapot',
  producedAt: '2025-09-01T08:30:00.000Z',
}

test('a file without anything is a header', async () => {
  expect(await itemsIn('empty.json')).toEqual([{ ...header, target: 'cup.txt' }])
})

test('one vulnerability of a package in two files, beside the packages; its rule is no finding of its own', async () => {
  const items = await itemsIn('one.json')
  expect(problemsIn(items)).toEqual([])
  const [observation, ...others] = observationsIn(items)
  expect(others).toEqual([])
  const { raw, ...fields } = observation ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2018-25032',
    title: 'CVE-2018-25032 in zlib',
    severity: 'high',
    toolSeverity: '7.5',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' }],
    advisories: ['CVE-2018-25032'],
    component: { name: 'zlib', version: '1.2.7', path: 'teapot-1.2.exe' },
    related: [{ path: '%InstallDir%/lib/lid.dll' }],
    tags: ['exists', 'fixable'],
  })
  expect(JSON.parse(raw)).toHaveProperty('CVE-2018-25032.sources', ['NVD'])
  expect(items.filter(({ type }) => type === 'component' || type === 'dependency')).toMatchObject([
    { ref: 'c0', name: 'Teapot', version: '1.2', root: true, supplier: 'Example Tea' },
    { ref: 'c1', name: 'Lid', path: '%InstallDir%/lib/lid.dll', licenses: ['MIT'] },
    { ref: 'd1', name: 'zlib', cpe: 'cpe:2.3:a:zlib:zlib:1.2.7:*:*:*:*:*:*:*', licenses: ['Zlib'] },
    { ref: 'c0', dependsOn: ['d1'] },
    { ref: 'c1', dependsOn: ['d1'] },
  ])
})

test('a vulnerability for each package that has it, and one that no package is said to have', async () => {
  const found = observationsIn(await itemsIn('many.json')).filter(({ kind }) => kind === 'dependency')
  expect(found).toMatchObject([
    { rule: 'CVE-2018-25032', component: { name: 'example.tea:steep', version: '4.6' } },
    { rule: 'CVE-2018-25032', component: { name: 'zlib' } },
    {
      rule: 'CVE-2020-0001',
      title: 'TeaLeak',
      severity: 'critical',
      cvss: [{ score: 9.8, version: '3.0' }],
      knownExploited: true,
      component: { purl: 'pkg:maven/example.tea/steep@4.6', path: 'img/app/steep.jar' },
    },
    { rule: 'CVE-2020-0002', title: 'CVE-2020-0002', severity: 'unknown' },
  ])
  expect(found.map(({ tags }) => tags?.includes('triaged') ?? false)).toEqual([true, false, false, false])
})

test('a secret at each of its places, by its hash where that is all there is', async () => {
  const found = observationsIn(await itemsIn('many.json')).filter(({ kind }) => kind === 'secret')
  const fingerprints = { 'rl-sha256': 'ab'.repeat(32) }
  expect(found).toMatchObject([
    {
      rule: 'SQ34101',
      title: 'Basic Access credentials',
      severity: 'low',
      location: { path: 'img/notes.txt', line: 12 },
      fingerprints,
    },
    { location: { path: 'img/app/steep.jar', line: 12 }, fingerprints },
    { location: { path: 'img/notes.txt' } },
    { title: 'RFC6750 Token', secret: 'tok-earl-grey-77', tags: ['exposed', 'canary', 'liveness:active'] },
    { rule: 'SQ34201', title: 'Detected presence of version control tool artifacts.', severity: 'high' },
  ])
})

test('a violation for each file, with what the file was taken for', async () => {
  const items = await itemsIn('many.json')
  const found = observationsIn(items).filter(({ kind }) => kind !== 'secret' && kind !== 'dependency')
  expect(found).toMatchObject([
    { kind: 'code', rule: 'SQ14102', location: { path: '%InstallDir%/lib/lid.dll' }, severity: 'high' },
    { kind: 'code', rule: 'SQ14102', location: { path: 'img/sugar.exe' } },
    {
      kind: 'malware',
      rule: 'SQ30110',
      description: 'Detected presence of malicious files.\n\nMalicious: Win32.Trojan.Sugar',
      tags: ['malware', 'blocking', 'priority:0', 'effort:low'],
    },
    { kind: 'code', rule: 'SQ25105' },
  ])
  expect(found[3]).not.toHaveProperty('location')
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/report/info/unpacking/errors/path',
    '/report/metadata/secrets/s2/evidence/1',
    '/report/metadata/secrets/s3',
    '/report/metadata/violations/v7',
    '/report/metadata/vulnerabilities/CVE-2020-0003',
  ])
})

test.each(['{}', '[]', '{"report":{"info":{},"metadata":{}}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(reversinglabs, text)).rejects.toThrow(UnreadableReport)
})
