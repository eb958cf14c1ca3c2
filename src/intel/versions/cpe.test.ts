import { expect, it } from 'vitest'
import { cpeVersion } from './cpe.ts'

const order = (a: string, b: string): number => {
  const [one, other] = [cpeVersion.parse(a), cpeVersion.parse(b)]
  if (!one || !other) throw new Error(`${a} or ${b} is no version`)
  return Math.sign(cpeVersion.compare(one, other))
}

it.each([
  ['1.0.2', '1.0.2k'],
  ['1.0.2k', '1.0.10'],
  ['2.0-rc1', '2.0'],
  ['2.0.rc1', '2.0.0'],
  ['2.0-beta2', '2.0-rc1'],
  ['7.0.9', '10.0'],
  ['8.2p1', '8.3'],
  ['1.2', '>1.2'],
  ['>1.2', '1.2.1'],
  ['8.0-update1', '8.0-update2'],
])('%s comes before %s', (a, b) => {
  expect([order(a, b), order(b, a), order(a, a)]).toEqual([-1, 1, 0])
})

it('reads nothing into words', () => expect(cpeVersion.parse('unknown')).toBeUndefined())
