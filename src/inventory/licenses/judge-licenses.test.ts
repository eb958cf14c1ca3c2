import fc from 'fast-check'
import { expect, test } from 'vitest'
import { judgesAny, licenseJudge } from './judge-licenses.ts'
import { LICENSE_PRESETS, type LicensePolicy, NO_POLICY } from './license-policy.ts'

const delivered = LICENSE_PRESETS.find(({ id }) => id === 'delivered')?.policy as LicensePolicy
const permissive = LICENSE_PRESETS.find(({ id }) => id === 'permissive')?.policy as LicensePolicy

test.each([
  [['MIT'], 'allow', 'MIT'],
  [['AGPL-3.0-only'], 'deny', 'AGPL-3.0-only'],
  [['MIT OR GPL-3.0-only'], 'allow', 'MIT'],
  [['MIT AND GPL-3.0-only'], 'deny', 'GPL-3.0-only'],
  [['MPL-2.0 OR (GPL-2.0-only AND MIT)'], 'review', 'MPL-2.0'],
  [['MIT', 'LGPL-2.1-or-later'], 'review', 'LGPL-2.1-or-later'],
  [['GPL-2.0-only WITH Classpath-exception-2.0'], 'allow', 'GPL-2.0-only WITH Classpath-exception-2.0'],
  [['GPL-2.0-only WITH Bison-exception-2.2'], 'deny', 'GPL-2.0-only WITH Bison-exception-2.2'],
  [['agpl-3.0-or-later'], 'deny', 'agpl-3.0-or-later'],
  [['Acme Terms, 2026'], 'allow', 'Acme Terms, 2026'],
  [[], 'review', ''],
])('%j is %s, by %s', (licenses, verdict, license) => {
  expect(licenseJudge(delivered)(licenses)).toEqual({ verdict, license })
})

test('what nobody named is what the policy says of others', () => {
  const judge = licenseJudge(permissive)
  expect(judge(['Acme Terms, 2026']).verdict).toBe('review')
  expect(judge(['BSD-3-Clause']).verdict).toBe('allow')
})

test('a star stands for any characters, wherever it is', () => {
  const judge = licenseJudge({ ...NO_POLICY, deny: ['*-only', 'Acme*Terms*'] })
  expect(judge(['GPL-3.0-only']).verdict).toBe('deny')
  expect(judge(['GPL-3.0-or-later']).verdict).toBe('allow')
  expect(judge(['Acme Gold Terms of use']).verdict).toBe('deny')
  expect(judge(['Terms of Acme']).verdict).toBe('allow')
})

test('a choice is never stricter than each of its parts, a sum never milder', () => {
  const leaf = fc.constantFrom('MIT', 'MPL-2.0', 'GPL-3.0-only', 'AGPL-3.0-only', 'ISC')
  const judge = licenseJudge(delivered)
  const rank = (license: string) => ['allow', 'review', 'deny'].indexOf(judge([license]).verdict)
  fc.assert(
    fc.property(leaf, leaf, (a, b) => {
      expect(rank(`${a} OR ${b}`)).toBe(Math.min(rank(a), rank(b)))
      expect(rank(`${a} AND ${b}`)).toBe(Math.max(rank(a), rank(b)))
    }),
  )
})

test('without a word nothing is judged', () => {
  expect(judgesAny(NO_POLICY)).toBe(false)
  for (const { policy } of LICENSE_PRESETS) expect(judgesAny(policy)).toBe(true)
})
