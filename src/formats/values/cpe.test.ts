import { expect, test } from 'vitest'
import { partsOfCpe } from './cpe.ts'

test.each([
  [
    'cpe:/a:openbsd:openssh:7.4',
    { part: 'application', vendor: 'openbsd', product: 'openssh', version: '7.4' },
  ],
  [
    'cpe:2.3:o:acme:shop\\:os:14.04:*:*:*:*:*:*:*',
    { part: 'operating-system', vendor: 'acme', product: 'shop:os', version: '14.04' },
  ],
  ['cpe:/a:acme:shop', { part: 'application', vendor: 'acme', product: 'shop' }],
  ['cpe:2.3:a:acme:shop:-:*', { part: 'application', vendor: 'acme', product: 'shop' }],
  ['cpe:2.3:a:acme:*', undefined],
  ['None', undefined],
  [undefined, undefined],
])('%j', (text, parts) => {
  expect(partsOfCpe(text)).toEqual(parts)
})
