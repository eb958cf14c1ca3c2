import { expect, test } from 'vitest'
import { alignRoots } from './align-roots.ts'

const JAVA = ['src/main/java/shop/Order.java', 'src/main/java/shop/Cart.java', 'pom.xml']
const under = (root: string, paths: string[]) => paths.map((path) => root + path)

test.each([
  ['the same root', JAVA, JAVA, { strip: '', base: '' }],
  [
    'an absolute path beside a relative one',
    under('home/ci/shop/', JAVA),
    JAVA,
    { strip: 'home/ci/shop/', base: '' },
  ],
  ['the other way round', JAVA, under('home/ci/shop/', JAVA), { strip: '', base: 'home/ci/shop/' }],
  ['a scan of one folder', under('', ['shop/Order.java']), JAVA, { strip: '', base: 'src/main/java/' }],
  [
    'a name in front beside an absolute path',
    under('shop/', JAVA),
    under('builds/7/', JAVA),
    { strip: 'shop/', base: 'builds/7/' },
  ],
])('%s', (_, own, known, roots) => {
  expect(alignRoots(own, known)).toEqual(roots)
})

test('folders of one repository are not taken for each other', () => {
  expect(
    alignRoots(
      under('orders/', ['src/main.ts', 'package.json']),
      under('stock/', ['src/main.ts', 'package.json']),
    ),
  ).toBeUndefined()
})

test('nothing in common tells nothing', () => {
  expect(alignRoots(['a.ts'], ['b.ts'])).toBeUndefined()
})

test('a name that stands in many folders decides nothing by itself', () => {
  expect(alignRoots(['index.ts'], ['web/index.ts', 'api/index.ts'])).toBeUndefined()
})
