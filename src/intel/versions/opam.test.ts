import { test } from 'vitest'
import { opam } from './opam.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test("orders as the example in opam's manual", () => {
  expectOrder(
    opam,
    '~~ < ~ < ~beta2 < ~beta10 < 0.1 < 1.0~beta < 1.0 < 1.0-test < 1.0.1 < 1.0.10 < dev < trunk',
  )
})

test('orders as Debian does, but takes any start and no epoch', () => {
  expectOrder(
    opam,
    `
    1.09 = 1.9
    v1.0 > 1.0
    1.0-1 < 1.0-2 < 1.0-10
    0.9.9~pre111-1 < 0.9.9~pre122-1 < 0.9.9
    4.14.0+trunk > 4.14.0
    1.0_1 > 1.0a
    `,
  )
  expectRefused(opam, ['', '1:1.0', '1.0 1', '1/2', '1.0é'])
})
