import { expect, test } from 'vitest'
import { cwesOf } from './cwe.ts'

test.each([
  [79, [79]],
  ['79', [79]],
  ['CWE-79', [79]],
  ['cwe79', [79]],
  ['CWE-079: Cross-site Scripting', [79]],
  ['CWE 79', [79]],
  ['external/cwe/cwe-0079', [79]],
  ['https://cwe.mitre.org/data/definitions/79.html', [79]],
  ['CWE-79, CWE-80', [79, 80]],
  [
    ['CWE-89', ['CWE-564', 89]],
    [89, 564],
  ],
  ['see CVE-2021-79', []],
  ['NVD-CWE-noinfo', []],
  ['NVD-CWE-Other', []],
  ['', []],
  [0, []],
  [-1, []],
  [1.5, []],
  [123456, []],
  [null, []],
  [undefined, []],
  [{ id: 79 }, []],
])('%j gives %j', (given, cwes) => {
  expect(cwesOf(given)).toEqual(cwes)
})
