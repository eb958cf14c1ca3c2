import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { feedFile, itemsOf } from '../test-feed-file.ts'
import { tarOf } from '../test-tar.ts'
import { vulnrichment } from './index.ts'

const fixture = (name: string) => readFileSync(join(import.meta.dirname, 'fixtures', name), 'utf8')
const read = (files: Record<string, string>) =>
  itemsOf(vulnrichment, feedFile('vulnrichment.tar.gz', gzipSync(tarOf(files)), 700))

test("CISA's decision points, rating and weakness, and what was rejected", async () => {
  const items = await read({
    'vulnrichment-develop/README.md': '# not a record',
    'vulnrichment-develop/2026/10xxx/CVE-2026-10001.json': fixture('CVE-2026-10001.json'),
    'vulnrichment-develop/2026/10xxx/CVE-2026-10009.json': fixture('CVE-2026-10009.json'),
  })
  expect(items).toEqual([
    {
      type: 'assessment',
      cve: 'CVE-2026-10001',
      at: '2026-03-02T09:30:00.123Z',
      exploitation: 'active',
      automatable: true,
      technicalImpact: 'total',
      cvss: [
        {
          vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
          score: 9.8,
          version: '3.1',
          source: 'cisa-adp',
        },
      ],
      cwes: [78],
      rejected: false,
    },
    {
      type: 'assessment',
      cve: 'CVE-2026-10009',
      at: '2026-03-01T00:00:00.000Z',
      cvss: [],
      cwes: [],
      rejected: true,
    },
  ])
})

test('a record that says nothing of it, or is none, is a problem', async () => {
  const items = await read({
    'CVE-2026-1.json':
      '{"cveMetadata": {"cveId": "CVE-2026-10001", "state": "PUBLISHED"}, "containers": {"adp": 7}}',
    'CVE-2026-2.json': '{',
    'CVE-2026-3.json': '[]',
  })
  expect(items.map(({ type }) => type)).toEqual(['problem', 'problem', 'problem'])
})

test('an archive without a record is another archive', async () => {
  await expect(read({ 'README.md': '' })).rejects.toMatchObject({ code: 'unreadable_feed' })
})
