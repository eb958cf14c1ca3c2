import { expect, test } from 'vitest'
import { relativePath } from './path.ts'

test.each([
  ['src/a.ts', [], 'src/a.ts'],
  ['./src/a.ts', [], 'src/a.ts'],
  ['src/../lib/./a.ts', [], 'lib/a.ts'],
  ['../../etc/passwd', [], 'etc/passwd'],
  ['src\\win\\a.cs', [], 'src/win/a.cs'],
  ['file:///home/ci/app/src/a%20b.ts', ['file:///home/ci/app/'], 'src/a b.ts'],
  ['/home/ci/app/src/a.ts', ['/home/ci/app'], 'src/a.ts'],
  ['/home/ci/application/a.ts', ['/home/ci/app'], 'home/ci/application/a.ts'],
  ['C:\\work\\a.cs', ['C:\\work'], 'a.cs'],
  ['file://localhost/srv/a', [], 'srv/a'],
  ['file:///bad%escape', [], 'bad%escape'],
  ['.github/workflows/ci.yml', [], '.github/workflows/ci.yml'],
])('%s in %j is %s', (given, roots, path) => {
  expect(relativePath(given, roots)).toBe(path)
})
