import { expect, test } from 'vitest'
import { sourcePath } from './source-path.ts'

test.each([
  ['src/a.ts', undefined, 'src/a.ts'],
  ['./src/a.ts', undefined, 'src/a.ts'],
  ['/src/a.ts', undefined, 'src/a.ts'],
  ['.//./src/a.ts', undefined, 'src/a.ts'],
  ['file:///src/a.ts', undefined, 'src/a.ts'],
  ['C:\\work\\src\\a.cs', undefined, 'work/src/a.cs'],
  ['/home/me/app/src/a.ts', '/home/me/app', 'src/a.ts'],
  ['/home/me/application/a.ts', '/home/me/app', 'home/me/application/a.ts'],
  ['C:\\work\\src\\a.cs', 'C:\\work\\', 'src/a.cs'],
  ['.github/workflows/ci.yml', '.', '.github/workflows/ci.yml'],
  ['../sibling/a.ts', undefined, '../sibling/a.ts'],
])('%s in %s is %s', (path, root, expected) => {
  expect(sourcePath(path, root)).toBe(expected)
})
