import { expect, test } from 'vitest'
import { manifestType } from './manifest-type.ts'

test.each([
  ['shop/build.gradle', 'maven'],
  ['app/lib/lid.jar', 'maven'],
  ['package-lock.json', 'npm'],
  ['requirements-dev.txt', 'pypi'],
  ['grpc/proto/go.mod', 'golang'],
  ['usr/bin/kettle', undefined],
  [undefined, undefined],
])('%s brings in %s', (path, type) => {
  expect(manifestType(path)).toBe(type)
})
