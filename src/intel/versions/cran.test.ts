import { test } from 'vitest'
import { cran } from './cran.ts'
import { expectOrder, expectRefused } from './test-order.ts'

test('orders as R does, on versions from the archive of CRAN that the OSV project collected', () => {
  expectOrder(
    cran,
    `
    0.01 < 0.1-0 = 0.01.0
    0.9 < 0.75
    1.0-0 < 1.1-0
    0.1.0 < 0.1.0.0 < 0.1.1.0 < 0.2.0 < 0.2.0.0
    0.1.0 > 0.0.1.0
    0.1-2 < 0.2 < 0.2-2 < 0.3-2
    1.0 < 1.0.1 < 1.0.2 < 1.0.3
    0.1.4 < 0.1.18
    1.0 < 1.1.0 < 1.5 < 1.5.4
    0.1-1 < 0.1-4
    1.0-0 < 1.0-1
    0.3.2 < 0.3.2.0 < 0.3.3.0
    `,
  )
})

test('refuses what is none', () => {
  expectRefused(cran, ['', '1.', '.1', '1..2', '1.a', '1-', '1_0', '1.0.0-beta'])
})
