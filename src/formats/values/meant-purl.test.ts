import { expect, test } from 'vitest'
import { normalPurl } from './purl.ts'
import { packageOfPurl } from './purl-package.ts'

test.each([
  ['pkg:golang/example.com/a/b@v2.1.0#v2', undefined, 'pkg:golang/example.com/a/b/v2@v2.1.0'],
  ['pkg:golang/example.com/a/b@v3.0.0#sub/v3', undefined, 'pkg:golang/example.com/a/b/sub/v3@v3.0.0'],
  ['pkg:golang/example.com/a/b@v2.1.0#v2/pkg/c', undefined, 'pkg:golang/example.com/a/b/v2@v2.1.0#pkg/c'],
  ['pkg:golang/example.com/a/b@v0.4.0#sub', 'example.com/a/b/sub', 'pkg:golang/example.com/a/b/sub@v0.4.0'],
  [
    'pkg:golang/Example.com/A/b@v0.4.0?type=module#Sub',
    'example.com/a/b/sub',
    'pkg:golang/Example.com/A/b/Sub@v0.4.0?type=module',
  ],
])('%s of %s is the module %s', (given, name, purl) => {
  expect(normalPurl(given, name)).toBe(purl)
})

test.each([
  ['pkg:golang/example.com/a/b@v0.4.0#pkg/c', undefined],
  ['pkg:golang/example.com/a/b@v0.4.0#pkg/c', 'c'],
  ['pkg:golang/example.com/a/b@v1.4.0#v2', undefined],
  ['pkg:golang/example.com/a/b@v2.4.0+incompatible#v2', undefined],
  ['pkg:golang/example.com/a/b#v2', undefined],
  ['pkg:npm/kettle@2.0.0#v2', 'kettle/v2'],
])('the subpath of %s, called %s, is a folder of the package', (given, name) => {
  expect(normalPurl(given, name)).toBe(given)
})

test.each([
  ['pkg:swift/example.com/a/kettle.git/kettle@1.2.0', 'pkg:swift/example.com/a/kettle@1.2.0'],
  ['pkg:swift/example.com/a/Kettle/kettle@1.2.0', 'pkg:swift/example.com/a/Kettle@1.2.0'],
  ['pkg:swift/example.com/kettle/kettle@1.2.0', 'pkg:swift/example.com/kettle/kettle@1.2.0'],
  ['pkg:swift/example.com/a/kettle@1.2.0', 'pkg:swift/example.com/a/kettle@1.2.0'],
])('%s is the repository %s', (given, purl) => {
  expect(normalPurl(given)).toBe(purl)
})

test('the package is called by all of its path', () => {
  expect(packageOfPurl('pkg:golang/example.com/a/b@v2.1.0#v2')?.name).toBe('example.com/a/b/v2')
})
