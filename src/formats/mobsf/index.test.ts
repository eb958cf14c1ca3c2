import { expect, test } from 'vitest'
import { itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { mobsf } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and the app', async () => {
  expect(await itemsOfFile(mobsf, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'MobSF', toolVersion: 'v4.0.0', target: 'example.shop' },
    { type: 'asset', kind: 'service', name: 'example.shop', attributes: { app: 'Shop', sha256: 'bb' } },
  ])
})

test('one match in all its fields', async () => {
  const [header, app, observation, ...others] = await itemsOfFile(mobsf, fixture('one.json'))
  expect(header).toMatchObject({ producedAt: '2025-09-01T08:30:00.500Z' })
  expect(app).toMatchObject({ attributes: { version: '1.4' } })
  expect(others).toEqual([])
  const { raw, ...fields } = observation?.type === 'observation' ? observation : { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'code',
    rule: 'android_logging',
    title: 'The App logs information',
    description: 'The App logs information. Nothing sensitive should be logged.',
    severity: 'medium',
    toolSeverity: 'warning',
    cvss: [{ score: 7.5 }],
    cwes: [532],
    location: { path: 'example/shop/Order.java', line: 12 },
    related: [{ path: 'example/shop/Order.java', line: 41 }],
    controls: ['MASVS:MSTG-STORAGE-3'],
    references: ['https://guide.example/logs'],
    tags: ['M1: Improper Platform Usage'],
  })
  expect(JSON.parse(raw)).toHaveProperty(['android_logging', 'files'])
})

test('every section; what passed is nothing', async () => {
  const found = observationsIn(await itemsOfFile(mobsf, fixture('many.json')))
  expect(found.map(({ kind, rule, severity }) => [kind, rule, severity])).toEqual([
    ['config', 'android.permission.CAMERA', 'medium'],
    ['config', 'Debug certificate', 'high'],
    ['config', 'clear_text', 'high'],
    ['config', 'Activity is not Protected.', 'medium'],
    ['config', 'All certificates of users are trusted.', 'medium'],
    ['config', 'stack_canary', 'high'],
    ['config', 'Certificate files in the app', 'info'],
    ['code', 'api_ipc', 'info'],
    ['secret', 'secrets', 'unknown'],
    ['secret', 'secrets', 'unknown'],
    ['data', 'firebase-open', 'high'],
    ['data', 'trackers', 'info'],
    ['malware', 'domains', 'high'],
    ['malware', 'virus_total', 'high'],
  ])
  expect(found[2]).toMatchObject({
    title: 'Clear text is enabled',
    description: '[usesCleartextTraffic=true]\n\nThe app uses HTTP.',
    location: { path: 'AndroidManifest.xml' },
  })
  expect(found[3]).toMatchObject({
    title: 'Activity (example.shop.Pay) is not Protected.',
    resource: { address: 'example.shop.Pay' },
  })
  expect(found[5]?.location).toEqual({ path: 'lib/arm64/libpay.so' })
  expect(found[6]).toMatchObject({ location: { path: 'assets/a.cer' }, related: [{ path: 'assets/b.cer' }] })
  expect(found[8]).toMatchObject({
    title: 'Possible hardcoded secret: pay_key',
    secret: 'exmpl_0a1b2c3d4e5f6a7b',
  })
  expect(found[9]?.secret).toBe('exmpl_1111222233334444')
})

test('what does not fit is told, libraries are components', async () => {
  const items = await itemsOfFile(mobsf, fixture('many.json'))
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/permissions/x',
    '/manifest_analysis/manifest_findings/3',
    '/binary_analysis/1',
    '/code_analysis/findings/broken',
    '/secrets/2',
  ])
  expect(items.filter(({ type }) => type === 'component')).toEqual([
    {
      type: 'component',
      ref: '/sbom/sbom_versioned/0',
      name: 'androidx.tea:pot',
      version: '1.0.0',
      purl: 'pkg:maven/androidx.tea/pot@1.0.0',
    },
    { type: 'component', ref: '/sbom/sbom_versioned/1', name: 'odd' },
  ])
})

test('older reports, of an app for iOS', async () => {
  const items = await itemsOfFile(mobsf, fixture('version-3.json'))
  expect(problemsIn(items)).toEqual([])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Transport security is off', severity: 'high', toolSeverity: 'insecure' },
    { rule: 'Insecure API', cvss: [{ score: 6 }], cwes: [676], controls: ['MASVS:MSTG-CODE-8'] },
    { rule: 'arc', severity: 'medium', location: { path: 'Shop' } },
    { rule: 'ios_log', location: { path: 'Order.m' } },
    { rule: 'trackers', references: ['https://trackers.example/7'] },
  ])
})

test.each(['{}', '[]', '{"md5":"a"}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(mobsf, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its app and sections', () => {
  const detect = (outline: unknown) => mobsf.detect({ syntax: 'json', head: '', outline })
  const app = { file_name: 'a', app_name: 'b', md5: 'c', sha256: 'd' }
  expect(detect({ ...app, code_analysis: {} })).toBe(1)
  expect(detect(app)).toBe(0.9)
  expect(detect({ md5: 'c', sha256: 'd' })).toBe(0)
})
