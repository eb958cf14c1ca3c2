import { test } from 'vitest'
import { hackage } from './hackage.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test('orders as Data.Version does, on the versions that the OSV project collected', () => {
  expectOrder(
    hackage,
    `
    0 < 0.1.26.0 < 0.11.3.0 < 1.0 < 1.0.0 < 1.0.0.0 < 1.0.1.0 < 1.1 < 2 < 2.0 < 2.0.0.0
    0.1.0.0 = 0.1.0.0
    9.2.8 < 9.10.1
    `,
  )
})

test('refuses what is none', () => {
  expectRefused(hackage, ['', '1.', '.1', '1..2', '1.a', '1-0', '9.4.1-alpha1'])
})
