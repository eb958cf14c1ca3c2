import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addressAt, newHost, newSite, originOf } from './web-address.ts'

test.each([
  ['https://shop.example/', '/cart?q=<x>', 'https://shop.example/cart?q=<x>'],
  ['https://shop.example', 'cart', 'https://shop.example/cart'],
  ['https://shop.example', '?q', 'https://shop.example?q'],
  ['https://shop.example', 'http://other.example/', 'http://other.example/'],
  ['https://shop.example', ' ', 'https://shop.example'],
  [undefined, '/cart', '/cart'],
  [undefined, undefined, undefined],
])('%s and %s are %s', (site, path, address) => {
  expect(addressAt(site, path)).toBe(address)
})

test('the origin of an address', () => {
  expect(originOf('HTTPS://shop.example:443/a')).toBe('https://shop.example')
  expect(originOf('shop.example')).toBeUndefined()
  expect(originOf('http://')).toBeUndefined()
})

test('an origin does not depend on what follows it', () => {
  const behind = fc.constantFrom(
    '',
    '/',
    '/a b?c#d',
    '?x=@',
    '#',
    '\\x',
    ' /',
    '@host/',
    ':',
    '%/',
    '\u0001/',
  )
  const host = fc.constantFrom(
    'shop.example',
    'SHOP.example:8080',
    '[::1]:80',
    '192.0.2.7',
    'a b',
    '/x',
    'ä.example',
  )
  fc.assert(
    fc.property(fc.constantFrom('http', 'HTTPS'), host, behind, (scheme, name, rest) => {
      const url = `${scheme}://${name}${rest}`
      expect(originOf(url)).toBe(URL.parse(url)?.origin)
    }),
  )
})

test('each site and each host once', () => {
  const known = new Set<string>()
  const site = [...newSite('http://shop.example:8080/a', known, { server: 'nginx', os: ' ' })]
  expect(site).toEqual([
    { type: 'asset', kind: 'service', name: 'http://shop.example:8080', attributes: { server: 'nginx' } },
  ])
  expect([...newSite('http://shop.example:8080/b', known)]).toEqual([])
  expect([...newHost('192.0.2.7', known), ...newHost('192.0.2.7', known), ...newHost(' ', known)]).toEqual([
    { type: 'asset', kind: 'host', name: '192.0.2.7' },
  ])
})
