import { expect, test } from 'vitest'
import { normalLicense, normalLicenses } from './normal-license.ts'

test.each([
  ['MIT', 'MIT'],
  ['mit', 'MIT'],
  ['MIT License', 'MIT'],
  ['The MIT License', 'MIT'],
  ['Apache 2.0', 'Apache-2.0'],
  ['Apache License, Version 2.0', 'Apache-2.0'],
  ['The Apache Software License, Version 2.0', 'Apache-2.0'],
  ['http://www.apache.org/licenses/LICENSE-2.0.txt', 'Apache-2.0'],
  ['https://opensource.org/licenses/MIT', 'MIT'],
  ['https://spdx.org/licenses/BSD-3-Clause.html', 'BSD-3-Clause'],
  ['New BSD License', 'BSD-3-Clause'],
  ['GPLv3+', 'GPL-3.0-or-later'],
  ['GPL-2.0', 'GPL-2.0-only'],
  ['GPL-2.0+', 'GPL-2.0-or-later'],
  ['GNU General Public License v3 or later (GPLv3+)', 'GPL-3.0-or-later'],
  ['GNU Lesser General Public License v2.1', 'LGPL-2.1-only'],
  ['GNU Affero General Public License v3', 'AGPL-3.0-only'],
  ['AGPL-3.0', 'AGPL-3.0-only'],
  ['MIT/Apache-2.0', 'MIT OR Apache-2.0'],
  ['Apache 2.0 or MIT', 'Apache-2.0 OR MIT'],
  ['(MIT OR Apache-2.0)', 'MIT OR Apache-2.0'],
  ['(MIT AND (BSD-3-Clause OR ISC))', 'MIT AND (BSD-3-Clause OR ISC)'],
  ['GPL-2.0-only WITH Classpath-exception-2.0', 'GPL-2.0-only WITH Classpath-exception-2.0'],
])('%s is %s', (said, expected) => {
  expect(normalLicense(said)).toBe(expected)
  expect(normalLicense(expected)).toBe(expected)
})

test.each([
  'BSD',
  'Acme Licence, “v2”',
  'GPLv2 with the classpath exception',
  'MIT, or something else',
  'https://example.com/LICENSE',
  'constructor',
  '',
  'SEE LICENSE IN LICENSE.md',
  'x'.repeat(2_000),
])('%s stays as it is', (said) => {
  expect(normalLicense(said)).toBe(said)
})

test('the same licence in two spellings is one', () => {
  expect(normalLicenses(['MIT License', 'MIT', 'Custom'])).toEqual(['MIT', 'Custom'])
})
