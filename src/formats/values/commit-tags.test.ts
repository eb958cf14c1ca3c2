import { expect, test } from 'vitest'
import { commitTags } from './commit-tags.ts'

test('what is known of a commit', () => {
  expect(commitTags({ commit: 'c0ffee', author: 'Kim', date: '2025-09-01 08:30:00 +0200' })).toEqual([
    'commit:c0ffee',
    'author:Kim',
    'committed:2025-09-01',
  ])
  expect(commitTags({ date: 'soon' })).toEqual([])
})
