import { expect, test } from 'vitest'
import { linksIn, plainText } from './html-text.ts'

test('paragraphs and lists become lines, other markup stays', () => {
  expect(plainText('<p>One &amp; <b>two</b>.</p><p>Then <script>x</script></p>')).toBe(
    'One & two.\nThen <script>x</script>',
  )
  expect(plainText('<ul><li>a</li><li>b</li></ul>')).toBe('- a\n- b')
  expect(plainText('<p></p>')).toBeUndefined()
  expect(plainText(undefined)).toBeUndefined()
})

test('links in prose and markup', () => {
  expect(linksIn('<p>https://a.example/x</p><p>https://b.example/y</p>')).toEqual([
    'https://a.example/x',
    'https://b.example/y',
  ])
  expect(linksIn('see https://a.example/x.\nand (https://a.example/x)')).toEqual(['https://a.example/x'])
  expect(linksIn(undefined)).toEqual([])
})
