import { expect, test } from 'vitest'
import { go } from './go.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as golang.org/x/mod's semver_test.go does", () => {
  expectOrder(
    go,
    `
    v1.0.0-alpha < v1.0.0-alpha.1 < v1.0.0-alpha.beta < v1.0.0-beta < v1.0.0-beta.2 < v1.0.0-beta.11 < v1.0.0-rc.1 < v1.0.0
    v1 = v1.0 = v1.0.0 < v1.2 = v1.2.0
    v1.2.0 < v1.2.3-456 < v1.2.3-456.789 < v1.2.3-456-789 < v1.2.3-456a < v1.2.3-pre < v1.2.3-pre.1 < v1.2.3-zzz < v1.2.3
    v1.2.3-pre = v1.2.3-pre+meta
    v1.2.3 = v1.2.3+meta = v1.2.3+meta-pre = v1.2.3+meta-pre.sha.256a = 1.2.3
    v1.0.0+metadata-dash = v1.0.0+metadata-dash1
    `,
  )
  expectRefused(go, [
    'bad',
    'v1-alpha.beta.gamma',
    'v1-pre',
    'v1+meta',
    'v1-pre+meta',
    'v1.2-pre',
    'v1.2+meta',
    'v1.2-pre+meta',
  ])
})

test("puts pseudo-versions where golang.org/x/mod's pseudo_test.go builds them", () => {
  expectOrder(
    go,
    `
    v0.0.0-20060102150405-hash < v0.0.0 < v0.0.1-0.20060102150405-hash < v0.0.1
    v0.0.0-20060102150405-hash < v0.0.0-20070102150405-aash
    v1.2.3 < v1.2.4-0.20060102150405-hash < v1.2.4-pre
    v1.2.3-pre < v1.2.3-pre.0.20060102150405-hash < v1.2.3-pre.1
    v2.0.0+incompatible = v2.0.0 < v2.0.1-0.20060102150405-hash+incompatible
    v2.3.0-pre+incompatible < v2.3.0-pre.0.20060102150405-hash+incompatible < v2.3.0+incompatible
    `,
  )
})

test("orders Go's own releases as its gover_test.go does, those before language versions were told apart", () => {
  expectOrder(
    go,
    `
    1 < 1.1 < 1.5 < 1.6 < 1.6.1 < 1.10 < 1.19beta2 < 1.19rc1 < 1.19rc2 < 1.19 = 1.19.0 < 1.19.1 < 1.20rc1 < 1.20 = 1.20.0
    1.20 < 1.21rc1 < 1.21.0
    `,
  )
})

test("reads the names of Go's releases as its vulnerability database writes them", () => {
  expectOrder(
    go,
    `
    go1 = 1.0.0
    go1.19 = v1.19.0
    1.21rc2 = go1.21rc2 = 1.21.0-rc.2 < 1.21.0 = go1.21
    go1.21.3 = 1.21.3 = v1.21.3 = go1.21.3-custom = go1.21.3+auto
    `,
  )
  expect(go.parse('go1.22.4 X:boringcrypto')?.version).toBe('1.22.4')
  expectRefused(go, ['', '(devel)', 'devel', 'go', 'latest', '1.21rc', '1.2.3.4', 'go1.20-pre4', 'v1.02.3'])
})

test.each([
  ['v0.0.0-20200622213623-75b288015ac9', [0, 0, 0], true],
  ['go1.21rc2', [1, 21, 0], true],
  ['v2.0.0+incompatible', [2, 0, 0], false],
])('%s: release %j, pre-release %s', (text, release, isPrerelease) => {
  const version = go.parse(text)
  if (!version) throw new Error(text)
  expect([go.release(version), go.isPrerelease(version)]).toEqual([release, isPrerelease])
})
