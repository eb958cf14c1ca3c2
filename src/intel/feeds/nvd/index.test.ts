import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { nvd } from './index.ts'

const FIXTURE = readFileSync(join(import.meta.dirname, 'fixtures/page.json'), 'utf8')
const read = (bytes: Uint8Array | string) => itemsOf(nvd, feedFile('nvdcve-2.0-2026.json.gz', bytes))

test('an advisory with ratings, weaknesses, references and products', async () => {
  const items = await read(gzipSync(FIXTURE))
  expect(items[0]).toEqual({ type: 'as-of', day: '2026-03-02' })
  expect(items[1]).toEqual({
    type: 'advisory',
    advisory: {
      id: 'CVE-2026-10001',
      aliases: [],
      upstream: [],
      related: [],
      details: 'The gateway passes what it is sent to a shell.',
      published: '2026-03-01T08:15:05.120Z',
      modified: '2026-03-02T02:00:00.000Z',
      severity: 'critical',
      cvss: [
        { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', score: 9.8, version: '3.1', source: 'nvd' },
        {
          vector: 'CVSS:3.1/AV:N/AC:H/PR:N/UI:N/S:U/C:H/I:H/A:H',
          score: 8.1,
          version: '3.1',
          source: 'cve@example.com',
        },
        { vector: 'AV:N/AC:L/Au:N/C:C/I:C/A:C', score: 10, version: '2.0', source: 'nvd' },
      ],
      cwes: [78],
      references: [
        { type: 'FIX', url: 'https://example.com/fix' },
        { type: 'WEB', url: 'https://example.com/more' },
      ],
      affected: [
        {
          ecosystem: 'CPE',
          name: 'example:gateway',
          versions: [],
          ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2.1' }] }],
        },
      ],
      malicious: false,
    },
  })
  expect(items[2]).toMatchObject({
    advisory: {
      id: 'CVE-2026-10009',
      withdrawn: '2026-03-01T00:00:00.000Z',
      withdrawnReason: 'Rejected reason: assigned twice.',
    },
  })
  expect(items[3]).toMatchObject({ type: 'problem', where: '/vulnerabilities/2' })
  expect(items).toHaveLength(4)
})

test('one page of several says so', async () => {
  const items = await read(FIXTURE.replace('"totalResults": 3', '"totalResults": 9000'))
  expect(items.at(-1)).toMatchObject({ type: 'problem', where: '/totalResults' })
})

test.for(['', '[]', '{"vulnerabilities": [], "format": "NVD_CPE"}'])('refuses %j', async (text) => {
  await expect(read(text)).rejects.toMatchObject({ code: 'unreadable_feed' })
})

test('refuses what is cut short', async () => {
  for (const end of [0.2, 0.5, 0.9].map((part) => Math.floor(part * FIXTURE.length)))
    await expect(read(FIXTURE.slice(0, end))).rejects.toMatchObject({ code: 'unreadable_feed' })
})
