import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { tarOf } from '../test-tar.ts'
import { githubAdvisories } from './index.ts'

const FIXTURE = readFileSync(join(import.meta.dirname, 'fixtures/GHSA-5555-6666-7777.json'), 'utf8')
const FOLDER = 'advisory-database-main/advisories/github-reviewed/2026/03'
const read = (files: Record<string, string>) =>
  itemsOf(githubAdvisories, feedFile('github-advisory-database.tar.gz', gzipSync(tarOf(files)), 1000))

test('an advisory a file, under names longer than a plain tar has room for', async () => {
  const items = await read({
    'advisory-database-main/README.md': '',
    [`${FOLDER}/GHSA-5555-6666-7777/GHSA-5555-6666-7777.json`]: FIXTURE,
    [`${FOLDER}/GHSA-broken/GHSA-broken.json`]: '{',
  })
  expect(items).toMatchObject([
    {
      type: 'advisory',
      advisory: { id: 'GHSA-5555-6666-7777', malicious: true, severity: 'critical', cwes: [506] },
    },
    { type: 'problem', where: `${FOLDER}/GHSA-broken/GHSA-broken.json` },
  ])
})

test('another archive is refused', async () => {
  await expect(read({ 'README.md': '' })).rejects.toMatchObject({ code: 'unreadable_feed' })
})
