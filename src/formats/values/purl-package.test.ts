import { expect, test } from 'vitest'
import { packageOfPurl } from './purl-package.ts'

test.each([
  ['pkg:npm/%40scope/name@1.0.0', { type: 'npm', name: '@scope/name', version: '1.0.0' }],
  ['pkg:maven/org.acme/core@2?type=jar', { type: 'maven', name: 'org.acme:core', version: '2' }],
  ['pkg:golang/example.com/a/b@v1.2.3', { type: 'golang', name: 'example.com/a/b', version: 'v1.2.3' }],
  ['pkg:deb/debian/libc6@2.36?arch=amd64', { type: 'deb', name: 'libc6', version: '2.36' }],
  ['pkg:pypi/django', { type: 'pypi', name: 'django' }],
  ['pkg:', undefined],
  ['django', undefined],
  [undefined, undefined],
])('%s', (purl, expected) => {
  expect(packageOfPurl(purl)).toEqual(expected)
})
