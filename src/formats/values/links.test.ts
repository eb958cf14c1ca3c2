import { expect, test } from 'vitest'
import { linksOf } from './links.ts'

test('web addresses alone, each once, from lists too', () => {
  expect(
    linksOf('https://a.example/1', undefined, ['none', ' https://b.example ', 'https://a.example/1'], 5),
  ).toEqual(['https://a.example/1', 'https://b.example'])
})
