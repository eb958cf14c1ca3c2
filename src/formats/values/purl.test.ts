import { expect, test } from 'vitest'
import { normalPurl, purlOf, purlTypeOf } from './purl.ts'

test.each([
  ['pkg:npm/@angular/core@1.0.0', 'pkg:npm/%40angular/core@1.0.0'],
  ['pkg:PYPI/Django_Rest@2', 'pkg:pypi/django-rest@2'],
  ['pkg:maven/org.acme/lib@1?type=jar', 'pkg:maven/org.acme/lib@1?type=jar'],
  ['npm/lodash', undefined],
  ['pkg:', undefined],
  [undefined, undefined],
  [7, undefined],
])('%s is written %s', (given, purl) => {
  expect(normalPurl(given)).toBe(purl)
})

test.each([
  [{ type: 'npm', name: '@scope/name', version: '1' }, 'pkg:npm/%40scope/name@1'],
  [{ type: 'npm', name: 'lodash' }, 'pkg:npm/lodash'],
  [{ type: 'maven', name: 'org.acme:lib', version: '2' }, 'pkg:maven/org.acme/lib@2'],
  [{ type: 'golang', name: 'golang.org/x/text', version: 'v0.3.7' }, 'pkg:golang/golang.org/x/text@v0.3.7'],
  [{ type: 'composer', name: 'symfony/http', version: '5' }, 'pkg:composer/symfony/http@5'],
  [
    { type: 'deb', name: 'openssl', namespace: 'debian', version: '3', qualifiers: { arch: 'amd64' } },
    'pkg:deb/debian/openssl@3?arch=amd64',
  ],
  [{ type: 'npm', name: '' }, undefined],
])('%j makes %s', (coordinates, purl) => {
  expect(purlOf(coordinates)).toBe(purl)
})

test('ecosystems by the names that tools give them', () => {
  expect(
    ['npm', 'PyPI', 'Go', 'crates.io', 'Debian:12', 'Red Hat', 'nonsense', 'constructor', undefined].map(
      purlTypeOf,
    ),
  ).toEqual(['npm', 'pypi', 'golang', 'cargo', 'deb', 'rpm', undefined, undefined, undefined])
})
