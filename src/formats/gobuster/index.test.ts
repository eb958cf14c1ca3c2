import { expect, test } from 'vitest'
import { assetsIn, headersIn, itemsOf, itemsOfFile, observationsIn, problemsIn } from '../test-items.ts'
import { UnreadableReport } from '../unreadable.ts'
import { gobuster } from './index.ts'

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

test('an empty output has a header and nothing else', async () => {
  expect(await itemsOfFile(gobuster, fixture('empty.txt'))).toEqual([{ type: 'header', tool: 'Gobuster' }])
})

test('one result in all its fields', async () => {
  const items = await itemsOfFile(gobuster, fixture('one.txt'))
  expect(items).toHaveLength(2)
  expect(observationsIn(items)[0]).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'found-address',
    title: 'Found /admin (301)',
    severity: 'info',
    endpoint: {
      url: '/admin',
      evidence: 'Status: 301\nSize: 169\nRedirects to: https://shop.example/admin/',
    },
    raw: 'admin                (Status: 301) [Size: 169] [--> https://shop.example/admin/]',
  })
})

test('the terminal’s output in all modes', async () => {
  const items = await itemsOfFile(gobuster, fixture('many.txt'))
  expect(headersIn(items)).toEqual([{ type: 'header', tool: 'Gobuster', target: 'https://shop.example/' }])
  expect(observationsIn(items).map(({ endpoint }) => endpoint?.url)).toEqual([
    'https://shop.example/robots.txt',
    'https://shop.example/a',
    'https://shop.example/?q=x',
    'mail.shop.example',
    'ftp.shop.example',
  ])
  expect(assetsIn(items).map(({ name }) => name)).toEqual([
    'https://shop.example',
    'mail.shop.example',
    'ftp.shop.example',
  ])
  expect(problemsIn(items).map(({ where, incomplete }) => [where, incomplete])).toEqual([
    ['line 15', true],
    ['line 16', undefined],
  ])
})

test.each([
  ['\u001b[2K\u001b[32m/x\u001b[0m (Status: 200)', '/x'],
  ['http://stock.s3.amazonaws.com/ [bucket is public]', 'http://stock.s3.amazonaws.com/'],
  ['stock.example 192.0.2.1,192.0.2.2 CNAME: a.example', 'stock.example'],
])('%j', async (line, url) => {
  const items = await itemsOf(gobuster, `/a (Status: 200)\n${line}\n`)
  expect(observationsIn(items)[1]?.endpoint?.url).toBe(url)
})

test.each(['{}', '<a/>', 'hello'])('refuses %j', async (text) => {
  await expect(itemsOf(gobuster, text)).rejects.toThrow(UnreadableReport)
})

test('is known by its lines', () => {
  const detect = (head: string) => gobuster.detect({ syntax: 'text', head })
  expect(detect('====\nGobuster v3.1.0\n')).toBe(1)
  expect(detect('a  (Status: 200) [Size: 1]\nb  (Status: 301) [Size: 2]\n')).toBe(0.9)
  expect(detect('a  (Status: 200)\nsomething\nelse\n')).toBe(0)
  expect(detect('admin\nlogin\n')).toBe(0)
})
