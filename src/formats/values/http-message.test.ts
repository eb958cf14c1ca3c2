import { expect, test } from 'vitest'
import { decodedText, messageOf, methodIn } from './http-message.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')

test('a message in base64, whole and bounded', () => {
  expect(decodedText(base64('GET / HTTP/1.1'))).toBe('GET / HTTP/1.1')
  expect(decodedText(`R0VU\n ${base64(' / x')}`)).toBe('GET / x')
  expect(decodedText(base64('x'.repeat(3_000_000)))).toHaveLength(1024 * 1024)
  for (const nothing of [undefined, '', ' \n', base64(' ')]) expect(decodedText(nothing)).toBeUndefined()
})

test.each([
  ['POST /cart HTTP/1.1\r\nHost: shop.example', 'POST'],
  ['\nGET /cart HTTP/2', 'GET'],
  ['SOWBGYUF / HTTP/1.0', 'SOWBGYUF'],
  ['[SSL Connection]', undefined],
  [undefined, undefined],
])('the method of %j is %s', (request, method) => {
  expect(methodIn(request)).toBe(method)
})

test('head and body', () => {
  expect(messageOf('GET / HTTP/1.1\r\n\r\n', 'a=1')).toBe('GET / HTTP/1.1\n\na=1')
  expect(messageOf('GET / HTTP/1.1\r\n', ' ')).toBe('GET / HTTP/1.1')
  expect(messageOf(undefined, 'a=1')).toBe('a=1')
  expect(messageOf(' ', '')).toBeUndefined()
})
