import { expect, test } from 'vitest'
import { HostScopes, hostPlace, portIn } from './scanned-host.ts'

test('a port, the host itself, IPv6 and a web address', () => {
  expect(hostPlace({ host: 'shop.example', port: 443 })).toEqual({
    endpoint: { url: 'tcp://shop.example:443' },
    resource: { address: 'shop.example:443/tcp', type: 'service' },
  })
  expect(hostPlace({ host: '2001:db8::7', port: 53, protocol: 'UDP' })).toEqual({
    endpoint: { url: 'udp://[2001:db8::7]:53' },
    resource: { address: '[2001:db8::7]:53/udp', type: 'service' },
  })
  expect(hostPlace({ host: 'shop.example', port: 0 })).toEqual({
    resource: { address: 'shop.example', type: 'host' },
  })
  expect(hostPlace({ host: 'shop.example', port: 80, url: 'http://shop.example/a' }).endpoint).toEqual({
    url: 'http://shop.example/a',
  })
})

test.each([
  ['443', 443],
  [' 443/tcp', 443],
  [8080, 8080],
  ['general/tcp', undefined],
  ['0', undefined],
  ['99999', undefined],
  ['', undefined],
  [undefined, undefined],
])('port %j is %j', (text, port) => {
  expect(portIn(text)).toBe(port)
})

test('a host is a target each time it is turned to and an asset once', () => {
  const scopes = new HostScopes({ type: 'header', tool: 'Scanner' })
  const items = ['a.example', 'a.example', 'b.example', 'a.example'].flatMap((host) => [
    ...scopes.enter(host, { os: 'Linux', mac: undefined }),
  ])
  expect(items).toEqual([
    { type: 'header', tool: 'Scanner', target: 'a.example' },
    { type: 'asset', kind: 'host', name: 'a.example', attributes: { os: 'Linux' } },
    { type: 'header', tool: 'Scanner', target: 'b.example' },
    { type: 'asset', kind: 'host', name: 'b.example', attributes: { os: 'Linux' } },
    { type: 'header', tool: 'Scanner', target: 'a.example' },
  ])
  expect([...scopes.end()]).toEqual([])
  expect([...scopes.enter('https://shop.example/a', {}, 'shop')]).toEqual([
    { type: 'header', tool: 'Scanner', target: 'shop' },
    { type: 'asset', kind: 'service', name: 'https://shop.example' },
  ])
  expect([...new HostScopes({ type: 'header' }).end()]).toEqual([{ type: 'header' }])
})
