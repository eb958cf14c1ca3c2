import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { nikto } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('a host without findings was scanned all the same', async () => {
  expect(await itemsOfFile(nikto, fixture('empty.json'))).toEqual([
    { type: 'header', tool: 'Nikto', target: 'https://shop.example' },
    {
      type: 'asset',
      kind: 'service',
      name: 'https://shop.example',
      attributes: { ip: '192.0.2.7', server: 'nginx' },
    },
  ])
  for (const nothing of ['[]', '<niktoscan/>', '"Nikto - v2.1.6/2.1.5"\n'])
    expect(await itemsOf(nikto, nothing)).toMatchObject([{ type: 'header', tool: 'Nikto' }])
})

test('one finding in all its fields', async () => {
  const items = await itemsOfFile(nikto, fixture('one.json'))
  expect(headersIn(items)).toMatchObject([{ producedAt: '2025-09-01T06:30:00.000Z' }])
  const { raw, ...fields } = observationsIn(items)[0] ?? { raw: '{}' }
  expect(fields).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: '999103',
    title: 'The X-Content-Type-Options header is not set to "nosniff"',
    description: 'The X-Content-Type-Options header is not set to "nosniff".',
    severity: 'unknown',
    advisories: ['CVE-2099-3001'],
    endpoint: { url: 'https://shop.example/a', method: 'GET', parameter: 'X-Content-Type-Options' },
    references: ['https://docs.example/nosniff'],
  })
  expect(JSON.parse(raw)).toMatchObject({ id: '999103' })
})

test('several hosts, and what does not fit', async () => {
  const items = await itemsOfFile(nikto, fixture('many.json'))
  expect(headersIn(items).map(({ target }) => target)).toEqual([
    'http://stock.example:8080',
    'http://ledger.example',
  ])
  expect(observationsIn(items)).toMatchObject([
    { rule: '999100', endpoint: { url: 'http://stock.example:8080/', parameter: 'x-cache' } },
    { rule: '000397', tags: ['OSVDB-397'] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual([
    '/0/vulnerabilities/2',
    '/0/vulnerabilities/3',
  ])
})

test('XML', async () => {
  const items = await itemsOfFile(nikto, fixture('version-xml.xml'))
  expect(headersIn(items)).toEqual([
    {
      type: 'header',
      tool: 'Nikto',
      toolVersion: '2.1.6',
      target: 'https://shop.example:443/',
      producedAt: '2025-09-01T06:30:00.000Z',
    },
  ])
  expect(observationsIn(items)).toMatchObject([
    { rule: '999970', endpoint: { url: 'https://shop.example:443/', method: 'GET' } },
    { rule: '500008', tags: ['OSVDB-39272'], endpoint: { url: 'https://shop.example:443/favicon.ico' } },
  ])
  expect(problemsIn(items)).toHaveLength(1)
})

test('the root of 2.6', async () => {
  const xml =
    '<niktoscans><niktoscan version="2.6.1"><scandetails targetip="192.0.2.1" targethostname="a.example" targetport="80" sitename="N/A"><item id="1" method="GET"><description>d</description><uri>/x</uri><references>CVE-2099-1000</references></item></scandetails></niktoscan></niktoscans>'
  expect(observationsIn(await itemsOf(nikto, xml))).toMatchObject([
    { endpoint: { url: 'http://a.example/x' }, advisories: ['CVE-2099-1000'] },
  ])
})

test('CSV', async () => {
  const items = await itemsOfFile(nikto, fixture('version-csv.csv'))
  expect(headersIn(items).map(({ target, toolVersion }) => [target, toolVersion])).toEqual([
    ['https://shop.example', '2.1.6'],
    ['http://ledger.example', '2.1.6'],
  ])
  expect(assetsIn(items)[0]?.attributes).toEqual({ ip: '192.0.2.7', server: 'nginx' })
  expect(observationsIn(items)).toMatchObject([
    {
      rule: 'OSVDB-3268',
      title: 'Directory "icons", listed',
      endpoint: { url: 'https://shop.example/icons/' },
    },
    { rule: 'Something', references: ['https://docs.example/x'] },
  ])
  expect(problemsIn(items).map(({ where }) => where)).toEqual(['line 5'])
})

test.each(['{}', '[{}]', '<report/>', 'a', ''])('refuses %j', async (text) => {
  await expect(itemsOf(nikto, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its hosts, its root or its first line', () => {
  const json = (outline: unknown) => nikto.detect({ syntax: 'json', head: '', outline })
  const host = { host: 'a', ip: 'b', port: '80' }
  expect(json({ ...host, vulnerabilities: [{ id: '1', method: 'GET', url: '/', msg: 'x' }] })).toBe(1)
  expect(json([{ ...host, banner: '', vulnerabilities: [] }])).toBe(0.9)
  expect(json({ ...host, vulnerabilities: [] })).toBe(0)
  expect(nikto.detect({ syntax: 'text', head: '"Nikto - v2.5.0/"' })).toBe(1)
  expect(
    nikto.detect({ syntax: 'xml', head: '', root: { name: 'niktoscans', namespace: '', attributes: {} } }),
  ).toBe(1)
})
