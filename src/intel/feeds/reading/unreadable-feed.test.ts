import { expect, test } from 'vitest'
import type { IntelItem } from '../contract.ts'
import { feedFile } from '../test-feed-file.ts'
import { readFeedFile } from './unreadable-feed.ts'

async function* flawed(problems: number, items: number): AsyncGenerator<IntelItem> {
  for (let i = 0; i < items; i++) yield { type: 'epss', cve: 'CVE-2026-10001', score: 0, percentile: 0 }
  for (let i = 0; i < problems; i++) yield { type: 'problem', where: '/', message: 'no' }
}

test('a file of problems ends early, a file with problems does not', async () => {
  const file = feedFile('x', '')
  expect(await Array.fromAsync(readFeedFile(file, flawed(15_000, 16_000)))).toHaveLength(31_000)
  await expect(Array.fromAsync(readFeedFile(file, flawed(15_000, 5)))).rejects.toMatchObject({
    code: 'unreadable_feed',
    status: 502,
  })
})
