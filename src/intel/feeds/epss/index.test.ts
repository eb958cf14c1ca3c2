import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { epss } from './index.ts'

const FIXTURE = readFileSync(join(import.meta.dirname, 'fixtures/scores.csv'))
const read = (bytes: Uint8Array | string) => itemsOf(epss, feedFile('epss.csv.gz', bytes, 100))

test('a score for each row, and the day', async () => {
  const left = 'this row is left out: it is not a CVE id and two numbers from 0 to 1'
  expect(await read(gzipSync(FIXTURE))).toEqual([
    { type: 'as-of', day: '2026-03-02', version: 'v2026.01.01' },
    { type: 'epss', cve: 'CVE-2026-10001', score: 0.9432, percentile: 0.9991 },
    { type: 'epss', cve: 'CVE-2026-10002', score: 0.00043, percentile: 0.121 },
    { type: 'problem', where: 'line 5', message: left },
    { type: 'problem', where: 'line 6', message: left },
    { type: 'problem', where: 'line 7', message: left },
    { type: 'epss', cve: 'CVE-2026-10005', score: 0.00001, percentile: 0 },
  ])
})

test('reads it unpacked as well', async () => {
  expect(await read(FIXTURE)).toEqual(await read(gzipSync(FIXTURE)))
})

test.for([
  ['nothing', ''],
  ['another table', 'cve,score\nCVE-2026-10001,1'],
  ['a page', '<html>'],
  ['what is cut short', gzipSync(FIXTURE).subarray(0, 120)],
  ['what lacks its end', gzipSync(FIXTURE).subarray(0, -6)],
] as const)('refuses %s', async ([, bytes]) => {
  await expect(read(bytes)).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test('what is mostly no score ends the reading', async () => {
  const bomb = gzipSync(Buffer.concat([FIXTURE, Buffer.alloc(64 * 1024 * 1024, '\n')]))
  await expect(itemsOf(epss, feedFile('epss.csv.gz', bomb))).rejects.toMatchObject({
    code: 'unreadable_feed',
    message: expect.stringContaining('more that cannot be read'),
  })
})
