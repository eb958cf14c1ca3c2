import { expect, test } from 'vitest'
import { allNoise, noiseOf } from './noise.ts'
import type { Observation } from './observation.ts'

const at = (path: string, over: Partial<Observation> = {}): Observation => ({
  type: 'observation',
  kind: 'code',
  rule: 'r',
  title: 't',
  severity: 'high',
  location: { path },
  raw: '{}',
  ...over,
})

test.each([
  ['src/orders/order.test.ts', ['test']],
  ['src/test/java/shop/Cart.java', ['test']],
  ['pkg/stock/stock_test.go', ['test']],
  ['tests/test_ledger.py', ['test']],
  ['shop/CartTest.java', ['test']],
  ['docs/snippets/login.ts', ['example']],
  ['web/dist/app.min.js', ['generated']],
  ['api/v1/stock.pb.go', ['generated']],
  ['vendor/github.com/x/y.go', ['vendored']],
  ['node_modules/a/test/b.js', ['test', 'vendored']],
])('%s is %j', (path, noise) => {
  expect(noiseOf(at(path))).toEqual(noise)
})

test.each([
  'src/contest/latest.ts',
  'src/attestation/sign.ts',
  'src/main/java/shop/testcode/Cart.java',
  'src/vendors.ts',
  'src/generator/index.ts',
  'src/Greatest.java',
])('%s is not noise', (path) => {
  expect(noiseOf(at(path))).toEqual([])
})

test('a package’s lockfile says nothing of where it is used; its scope does', () => {
  const component = { name: 'left-pad', path: 'test/package-lock.json' }
  expect(noiseOf(at('test/package-lock.json', { kind: 'dependency', component }))).toEqual([])
  expect(noiseOf(at('a', { kind: 'dependency', component: { ...component, scope: 'development' } }))).toEqual(
    ['development'],
  )
  expect(noiseOf(at('a', { kind: 'dependency', component: { ...component, scope: 'runtime' } }))).toEqual([])
})

test('informational is what the severity says', () => {
  expect(allNoise(['test'], 1)).toEqual(['test', 'informational'])
  expect(allNoise([], 3)).toEqual([])
})
