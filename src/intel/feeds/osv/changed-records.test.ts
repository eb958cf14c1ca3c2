import { expect, test } from 'vitest'
import { feedFile } from '../test-feed-file.ts'
import { changedRecords } from './changed-records.ts'

const since = new Date('2026-03-01T00:00:00Z')
const read = (text: string) => changedRecords(feedFile('osv/npm/modified_id.csv', Buffer.from(text)), since)

test('what changed after a time, and to when', async () => {
  expect(
    await read(
      '2026-03-03T10:00:00.5Z,GHSA-cccc-cccc-cccc\r\n2026-03-02T00:00:00Z,npm/MAL-2026-1\n2026-03-01T00:00:00Z,GHSA-aaaa-aaaa-aaaa\nnot read any more',
    ),
  ).toEqual({ ids: ['GHSA-cccc-cccc-cccc', 'MAL-2026-1'], latest: new Date('2026-03-03T10:00:00.5Z') })
})

test('nothing changed', async () => {
  expect(await read('2026-02-01T00:00:00Z,GHSA-aaaa-aaaa-aaaa\n')).toEqual({ ids: [], latest: since })
  expect(await read('')).toEqual({ ids: [], latest: since })
})

test.each([
  ['a page in place of the index', '<html>sign in</html>'],
  ['an id that leads elsewhere', '2026-03-03T10:00:00Z,..\\..\\secret'],
  ['an id with a query', '2026-03-03T10:00:00Z,GHSA-1?x=1'],
  ['too much', '2026-03-03T10:00:00Z,GHSA-1\n'.repeat(3_000)],
])('%s is not gone by', async (_, text) => {
  expect(await read(text)).toBeUndefined()
})
