import { expect, it } from 'vitest'
import { pastedQuery } from './query-fields.tsx'

it('takes an address of the findings list as it is pasted', () => {
  expect(
    pastedQuery('https://stance.example/findings?state=open&severity=critical,high&sort=score&open=1'),
  ).toBe('state=open&severity=critical,high')
  expect(pastedQuery(' state=open ')).toBe('state=open')
  expect(pastedQuery('')).toBe('')
})
