import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { acunetix } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a scan without findings has a header and its site', async () => {
  expect(await itemsOfFile(acunetix, fixture('empty.xml'))).toEqual([
    {
      type: 'header',
      tool: 'Acunetix',
      target: 'https://shop.example',
      producedAt: '2025-09-01T05:36:46.000Z',
    },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
})

test('one item in all its fields', async () => {
  const items = await itemsOfFile(acunetix, fixture('one.xml'))
  expect(items.slice(0, 2)).toEqual([
    { type: 'header', tool: 'Acunetix', target: 'shop.example:8443', producedAt: '2025-09-01T06:07:03.000Z' },
    {
      type: 'asset',
      kind: 'service',
      name: 'https://shop.example:8443',
      attributes: { server: 'nginx/1.27' },
    },
  ])
  expect(items).toHaveLength(3)
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'Cross site scripting',
    title: 'Cross site scripting (verified)',
    description: 'The page echoes\nits input.\n\nImpact: Scripts run.\n\nSensor: echo was called',
    severity: 'high',
    toolSeverity: 'high',
    confidence: 'high',
    cvss: [
      { vector: 'AV:N/AC:L/Au:N/C:N/I:P/A:N', score: 5, version: '2.0' },
      { vector: 'CVSS:3.0/AV:N/AC:L/PR:N/UI:R/S:U/C:N/I:L/A:N', score: 4.3, version: '3.0' },
    ],
    cwes: [79],
    advisories: ['CVE-2099-1234'],
    location: { path: 'srv/shop/search.php', line: 41 },
    endpoint: {
      url: 'https://shop.example:8443/search',
      method: 'GET',
      parameter: 'q',
      request: 'GET /search?q=%3Cx%3E&n=1 HTTP/1.1\nHost: shop.example',
      evidence: 'URL encoded GET input q was set to <x>',
    },
    references: ['https://owasp.example/xss'],
    remediation: 'Encode all output.',
    tags: ['xss', '/Scripts/PerScheme/XSS.script'],
  })
  expect(raw).toContain('<Name>Cross site scripting (verified)</Name>')
})

test('several scans, each with its target and its items', async () => {
  const items = await itemsOfFile(acunetix, fixture('many.xml'))
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'https://shop.example',
    'ledger.example',
    'http://stock.example/',
  ])
  expect(assetsIn(items).map(({ name }) => name)).toEqual(['https://shop.example', 'http://stock.example'])
  const [slow, cookie, nameless] = observationsIn(items)
  expect(slow).toMatchObject({
    severity: 'info',
    description: 'Affects: Web Server',
    endpoint: { url: 'https://shop.example' },
  })
  expect(slow?.endpoint).not.toHaveProperty('parameter')
  expect(cookie).toMatchObject({
    endpoint: { url: 'https://shop.example/' },
    verdict: { state: 'false_positive' },
  })
  expect(nameless).toMatchObject({
    title: 'Untitled',
    severity: 'unknown',
    endpoint: { url: 'ledger.example' },
  })
  expect(problemsIn(items)).toMatchObject([{ where: '/ScanGroup/Scan[1]/Aborted[1]', incomplete: true }])
})

test.each(['{}', '<report/>', '<ScanGroups/>', ''])('refuses %j', async (text) => {
  await expect(itemsOf(acunetix, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its root and what is in it', () => {
  const detect = (name: string, head = '') =>
    acunetix.detect({ syntax: 'xml', head, root: { name, namespace: '', attributes: {} } })
  expect(detect('ScanGroup', '<ScanGroup><Scan><StartURL>')).toBe(1)
  expect(detect('ScanGroup', '<ScanGroup><group>')).toBeLessThan(0.7)
  expect(detect('Scan', '<Scan><StartURL>')).toBe(0)
})
