import { expect, test } from 'vitest'
import { foundAddress } from './found-address.ts'

test('an address in all its facts, and one alone', () => {
  expect(
    foundAddress({
      url: 'https://shop.example/admin?a=1',
      method: 'GET',
      status: 301,
      size: '1KB',
      contentType: 'text/html',
      redirect: '/admin/',
      facts: ['Words: 5'],
      raw: 'r',
    }),
  ).toStrictEqual({
    type: 'observation',
    kind: 'web',
    rule: 'found-address',
    title: 'Found /admin?a=1 (301)',
    severity: 'info',
    endpoint: {
      url: 'https://shop.example/admin?a=1',
      method: 'GET',
      evidence: 'Status: 301\nSize: 1KB\nContent type: text/html\nRedirects to: /admin/\nWords: 5',
    },
    raw: 'r',
  })
  expect(foundAddress({ url: 'shop.example', raw: 'r' })).toMatchObject({
    title: 'Found shop.example',
    endpoint: { url: 'shop.example' },
  })
})
