import { expect, test } from 'vitest'
import { dateOrderOf, timeInOrder } from './slash-date.ts'

test('the order shows where a number can be no month', () => {
  expect(dateOrderOf('03/07/2023 03:15 PM', '02/20/2023 05:03 PM')).toBe('month')
  expect(dateOrderOf(undefined, '25/06/2021 09:59 AM')).toBe('day')
  expect(dateOrderOf('03/07/2023', '2024-10-08 02:33 PM')).toBeUndefined()
})

test.each([
  ['25/06/2021 09:59 AM', undefined, '2021-06-25T09:59:00.000Z'],
  ['03/07/2023 03:15 PM', 'month', '2023-03-07T15:15:00.000Z'],
  ['03/07/2023 03:15 PM', 'day', '2023-07-03T15:15:00.000Z'],
  ['03/07/2023 03:15 PM', undefined, undefined],
  ['05/05/2023 12:01 AM', undefined, '2023-05-05T00:01:00.000Z'],
  ['28/04/2020, 14:29:33', 'day', '2020-04-28T14:29:33.000Z'],
  ['29/11/2013 9:36:42 AM', undefined, '2013-11-29T09:36:42.000Z'],
  ['31/12/2024', undefined, '2024-12-31T00:00:00.000Z'],
  ['2024-10-08 02:33 PM', undefined, '2024-10-08T14:33:00.000Z'],
  ['99/99/2024', undefined, undefined],
  ['soon', 'day', undefined],
  [undefined, 'day', undefined],
] as const)('%s in order %s is %s', (date, order, time) => {
  expect(timeInOrder(date, order)).toBe(time)
})
