import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { zipOf } from '../../../formats/unpack/test-zip.ts'
import type { IntelItem } from '../contract.ts'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { osv } from './index.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const read = (bytes: Uint8Array | string, chunk?: number) =>
  itemsOf(osv, feedFile('osv/npm/all.zip', bytes, chunk))
const advisoryIn = (items: IntelItem[]) => items.find((item) => item.type === 'advisory')?.advisory
const problemsIn = (items: IntelItem[]) =>
  items.filter((item) => item.type === 'problem').map(({ where }) => where)

test('a record in full; what cannot be used of it is told', async () => {
  const items = await read(fixture('GHSA-2222-3333-4444.json'))
  expect(advisoryIn(items)).toEqual({
    id: 'GHSA-2222-3333-4444',
    aliases: ['CVE-2026-10001'],
    upstream: [],
    related: ['CVE-2026-10002'],
    summary: 'Example parser reads past its end',
    details: 'A long input is **not** bounded.',
    published: '2026-03-01T10:00:00.123Z',
    modified: '2026-03-02T10:00:00.000Z',
    severity: 'medium',
    cvss: [
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H', score: 7.5, version: '3.1' },
      {
        vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N',
        score: 8.7,
        version: '4.0',
      },
    ],
    cwes: [400, 1333],
    references: [{ type: 'ADVISORY', url: 'https://example.com/advisory' }],
    affected: [
      {
        ecosystem: 'npm',
        name: '@example/parser',
        ranges: [
          { type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.3' }] },
          { type: 'GIT', events: [{ introduced: '0' }, { fixed: 'abc' }] },
        ],
        versions: ['1.0.0', '1.1.0'],
      },
      {
        ecosystem: 'npm',
        name: 'parser-fork',
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { lastAffected: '0.9.1' }] }],
        versions: [],
      },
      {
        ecosystem: 'GIT',
        name: 'https://github.com/example/parser-c',
        ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }],
        versions: [],
      },
    ],
    malicious: false,
  })
  expect(problemsIn(items)).toEqual(['/affected/0/ranges/2', '/affected/0/versions', '/affected/2'])
})

test('a malicious package', async () => {
  expect(advisoryIn(await read(fixture('MAL-2026-1.json')))).toMatchObject({
    id: 'MAL-2026-1',
    malicious: true,
  })
})

test("a distribution's record: what it passes on, its word of severity, that it was taken back", async () => {
  const items = await read(fixture('UBUNTU-CVE-2026-10001.json'))
  expect(advisoryIn(items)).toMatchObject({
    aliases: [],
    upstream: ['CVE-2026-10001'],
    modified: '2026-03-01T00:00:00.000Z',
    withdrawn: '2026-03-05T00:00:00.000Z',
    severity: 'low',
    cvss: [],
    affected: [{ ranges: [{ events: [{ introduced: '0' }, { lastAffected: '1.2-3ubuntu1' }] }] }],
  })
  expect(problemsIn(items)).toEqual(['/modified', '/affected/0/ranges/0/events/2'])
})

test.for([
  ['< 0.9.1', { limit: '0.9.1' }],
  ['<= 0.9.1', { lastAffected: '0.9.1' }],
  ['= 0.9.1', undefined],
])('the upper end that stands beside a range: %s', async ([told, event]) => {
  const affected = {
    package: { ecosystem: 'npm', name: 'x' },
    ranges: [{ type: 'SEMVER', events: [{ introduced: '0.1.0' }] }],
    database_specific: { last_known_affected_version_range: told },
  }
  const items = await read(
    JSON.stringify({ id: 'X-1', modified: '2026-03-01T00:00:00Z', affected: [affected] }),
  )
  expect(advisoryIn(items)?.affected[0]?.ranges[0]?.events).toEqual([
    { introduced: '0.1.0' },
    ...(event ? [event] : []),
  ])
})

test('every file of an archive is an advisory or a problem, whatever the size of the chunks', async () => {
  const zip = zipOf([
    { name: 'GHSA-2222-3333-4444.json', content: fixture('GHSA-2222-3333-4444.json') },
    { name: '../../etc/MAL-2026-1.json', content: fixture('MAL-2026-1.json') },
    { name: 'README', content: 'no record' },
    { name: 'broken.json', content: '{' },
    { name: 'list.json', content: '[]' },
    { name: 'deep.json', content: '['.repeat(200_000) },
    { name: 'lies.json', content: '{"id": "X"}', claimedSize: 5 },
    { name: 'proto.json', content: '{"__proto__": {"id": "X-2"}, "constructor": {"id": 1}}' },
  ])
  const items = await read(zip)
  expect(items.filter(({ type }) => type === 'advisory')).toHaveLength(2)
  expect(problemsIn(items).slice(3)).toEqual([
    'README',
    'broken.json',
    'list.json',
    'deep.json',
    'lies.json',
    'proto.json',
  ])
  expect(await read(zip, 7)).toEqual(items)
})

test('functions that are affected, in the forms of those who tell them', async () => {
  const affected = (more: object) => ({ package: { ecosystem: 'Go', name: 'x' }, ...more })
  const items = await read(
    JSON.stringify({
      id: 'X-1',
      modified: '2026-03-01T00:00:00Z',
      affected: [
        affected({
          ecosystem_specific: {
            imports: [{ path: 'x/html', symbols: ['Parse', 'Node.Next', 7] }, { symbols: ['lost'] }],
          },
        }),
        affected({ ecosystem_specific: { affected_functions: ['a.b.C.run'] } }),
        affected({ ecosystem_specific: { affects: { functions: ['x::y::z'] } } }),
        affected({ ecosystem_specific: { imports: 'nothing' } }),
      ],
    }),
  )
  expect(advisoryIn(items)?.affected.map(({ symbols }) => symbols)).toEqual([
    ['x/html.Parse', 'x/html.Node.Next'],
    ['a.b.C.run'],
    ['x::y::z'],
    undefined,
  ])
})

test.each([
  ['unmaintained', 'low', [1104]],
  ['notice', 'info', []],
  ['unsound', undefined, []],
])('RustSec’s records that only inform: %s', async (informational, severity, cwes) => {
  const items = await read(
    zipOf([
      {
        name: 'RUSTSEC-2099-0001.json',
        content: JSON.stringify({
          id: 'RUSTSEC-2099-0001',
          modified: '2026-03-01T00:00:00Z',
          affected: [
            {
              package: { ecosystem: 'crates.io', name: 'old' },
              ranges: [{ type: 'SEMVER', events: [{ introduced: '0.0.0-0' }] }],
              database_specific: { categories: [], cvss: null, informational },
            },
          ],
        }),
      },
    ]),
  )
  const advisory = advisoryIn(items)
  expect([advisory?.severity, advisory?.cwes]).toEqual([severity, cwes])
})
