import { expect, test } from 'vitest'
import { headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { wpscan } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty report has a header and its site', async () => {
  expect(await itemsOfFile(wpscan, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'WPScan', toolVersion: '3.8.17', target: 'https://shop.example/' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one vulnerability in all its fields', async () => {
  const items = await itemsOfFile(wpscan, fixture('one.json'))
  expect(items.slice(0, 3)).toEqual([
    {
      type: 'header',
      tool: 'WPScan',
      toolVersion: '3.8.25',
      target: 'https://shop.example/',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example', attributes: { ip: '192.0.2.7' } },
    {
      type: 'component',
      ref: 'plugin:cart-plus',
      name: 'cart-plus',
      version: '1.7',
      componentType: 'library',
      path: 'https://shop.example/wp-content/plugins/cart-plus/',
    },
  ])
  expect(items).toHaveLength(4)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'dependency',
    rule: 'CVE-2099-9357',
    title: 'Cart Plus < 1.8 - Stored XSS',
    description: 'Proof of concept: open it',
    severity: 'medium',
    cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N', score: 6.1, version: '3.1' }],
    advisories: ['CVE-2099-9357'],
    component: { name: 'cart-plus', version: '1.7', fixVersions: ['1.8'] },
    endpoint: { url: 'https://shop.example/wp-content/plugins/cart-plus/' },
    references: ['https://blog.example/cart'],
    tags: ['wpvulndb:ab-12', 'wpvulndb:8215', 'exploitdb:77'],
  })
  expect(JSON.parse(raw)).toMatchObject({ uuid: 'ab-12' })
})

test('everything else that a scan finds', async () => {
  const items = await itemsOfFile(wpscan, fixture('many.json'))
  expect(observationsIn(items).map(({ kind, rule, severity }) => `${kind} ${rule} ${severity}`)).toEqual([
    'web xmlrpc info',
    'dependency insecure-core unknown',
    'dependency wpvulndb:1 unknown',
    'dependency outdated-theme unknown',
    'web directory-listing unknown',
    'web error-log unknown',
    'web user info',
    'web config-backup unknown',
    'web backup-folder high',
    'secret password unknown',
  ])
  const [xmlrpc, , , outdated] = observationsIn(items)
  expect(xmlrpc).toMatchObject({
    title: 'XML-RPC seems to be enabled',
    confidence: 'high',
    endpoint: { url: 'http://stock.example/xmlrpc.php', evidence: 'POST' },
    references: ['https://docs.example/rpc'],
  })
  expect(outdated?.component).toEqual({ name: 'twenty', version: '2.2', fixVersions: ['2.6'] })
  expect(observationsIn(items).at(-1)).toMatchObject({
    secret: 'sesame-4711',
    title: 'Password guessed: ann',
  })
  expect(items.filter(({ type }) => type === 'component')).toMatchObject([
    { ref: 'core:WordPress', version: '4.9.8' },
    { ref: 'theme:twenty', licenses: ['GPL'], supplier: 'Team' },
    { ref: 'theme:mother' },
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['/interesting_findings/1', true],
    ['/version/vulnerabilities/1', true],
    ['/vuln_api', true],
    ['/scan_aborted', true],
  ])
})

test('lines that come while the scan runs', async () => {
  const items = await itemsOfFile(wpscan, fixture('version-lines.jsonl'))
  expect(headersIn(items)).toMatchObject([{ toolVersion: '4.1.0', target: 'https://shop.example/' }])
  expect(observationsIn(items)).toMatchObject([
    { rule: 'Cart Plus - XSS', component: { fixVersions: ['2'] } },
    { rule: 'user', title: 'User name found: ann' },
  ])
})

test.each(['{}', '[]', '[{}]', '{"banner":{}}', ''])('refuses %j', async (text) => {
  await expect(itemsOf(wpscan, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its banner, or without it by its findings', () => {
  const detect = (outline: unknown) => wpscan.detect({ syntax: 'json', head: '', outline })
  expect(detect({ banner: { description: 'WordPress Security Scanner by the WPScan Team' } })).toBe(1)
  expect(detect({ interesting_findings: [], target_url: '' })).toBe(0.95)
  expect(detect({ banner: {} })).toBe(0)
})
