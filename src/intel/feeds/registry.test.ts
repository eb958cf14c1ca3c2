import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Mutated, mutationsOf } from '../../formats/test-mutations.ts'
import { zipOf } from '../../formats/unpack/test-zip.ts'
import { AppError } from '../../platform/errors.ts'
import type { Feed } from './contract.ts'
import { FEEDS, feedOf } from './registry.ts'
import { feedFile } from './test-feed-file.ts'
import { itemSchema } from './test-item-schema.ts'
import { tarOf } from './test-tar.ts'

const HERE = import.meta.dirname

test('every folder that has an index is a feed of its name', () => {
  const folders = readdirSync(HERE).filter((name) => existsSync(join(HERE, name, 'index.ts')))
  expect(FEEDS.map(({ id }) => id).sort()).toEqual(folders.sort())
  expect(feedOf('kev')?.name).toContain('CISA')
  expect(feedOf('constructor')).toBeUndefined()
})

const fixturesOf = (feed: Feed): [string, Buffer][] => {
  const folder = join(HERE, feed.id, 'fixtures')
  return readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))])
}

/** As the feed's first file packs it. */
function packed(feed: Feed, name: string, content: Uint8Array): Uint8Array {
  const [file = ''] = feed.files
  if (file.endsWith('.zip')) return zipOf([{ name, content }])
  return file.endsWith('.tar.gz') ? tarOf({ [name]: content }) : content
}

/** Reads to the end, or to the one error that a feed may throw; every item is right. */
async function survives(feed: Feed, bytes: Uint8Array): Promise<number> {
  let items = 0
  try {
    for await (const item of feed.read(feedFile(feed.files[0] ?? '', bytes))) {
      itemSchema.parse(item)
      items++
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unreadable_feed') throw error
  }
  return items
}

describe.for(FEEDS.map((feed) => [feed.id, feed] as const))('%s', ([, feed]) => {
  test('has files and addresses that its placeholders fit', () => {
    expect(feed.base).toMatch(/^https:\/\/.+\/$/)
    expect(feed.files.length).toBeGreaterThan(0)
    for (const path of Object.keys((feed as Feed).addresses ?? {})) expect(feed.files).toContain(path)
  })

  test('reads its fixtures', async () => {
    for (const [name, content] of fixturesOf(feed))
      expect(await survives(feed, packed(feed, name, content))).toBeGreaterThan(0)
  })

  test('survives what is wrong inside', async () => {
    for (const [name, content] of fixturesOf(feed))
      await fc.assert(
        fc.asyncProperty(mutationsOf(content), async ({ bytes }: Mutated) => {
          await survives(feed, packed(feed, name, bytes))
        }),
        { numRuns: 60 },
      )
  })

  test('survives what is wrong outside', async () => {
    const [name, content] = fixturesOf(feed)[0] as [string, Buffer]
    const outside = mutationsOf(Buffer.from(packed(feed, name, content)))
    await fc.assert(
      fc.asyncProperty(outside, async ({ bytes }: Mutated) => {
        await survives(feed, bytes)
      }),
      { numRuns: 60 },
    )
  })

  test('survives depth, length and numbers that are none', async () => {
    const { name, texts } = { name: fixturesOf(feed)[0]?.[0] ?? '', texts: HOSTILE }
    for (const text of texts) await survives(feed, packed(feed, name, Buffer.from(text)))
  })
})

const HOSTILE = [
  '',
  '\0',
  '['.repeat(300_000),
  `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`,
  `{"vulnerabilities": [${'['.repeat(5000)}${']'.repeat(5000)}], "result": [], "format": "NVD_CVE"}`,
  `{"id": "${'x'.repeat(10_000_000)}", "modified": "2026-03-02T00:00:00Z"}`,
  `{"id": "X-1", "modified": "2026-03-02T00:00:00Z", "details": "${'x'.repeat(10_000_000)}"}`,
  '{"id": "X-1", "modified": 1e999, "severity": [{"type": "CVSS_V3", "score": 1e999}], "affected": [{"versions": [1e999]}]}',
  '{"__proto__": {"id": "X-1"}, "constructor": {"prototype": {"id": "X-1"}}, "vulnerabilities": [{"__proto__": {}}]}',
  `cve,epss,percentile\nCVE-2026-10001,${'9'.repeat(400)},1e999\n${'x'.repeat(10_000_000)}`,
]
