import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipOf } from '../../src/formats/unpack/test-zip.ts'

/** A vulnerability that the sample estate has: `ledger` uses Apache Shiro 1.2.4. */
export const SHIRO = 'CVE-2016-4437'

const RECORD = {
  schema_version: '1.7.0',
  id: 'GHSA-p836-389h-j692',
  aliases: [SHIRO],
  modified: '2024-07-25T00:00:00Z',
  published: '2022-05-14T00:00:00Z',
  summary: 'Improper Access Control in Apache Shiro',
  details:
    '### Impact\nWithout a cipher key for *remember me*, attackers run code.\n\n* `shiro-core` before 1.2.5',
  severity: [{ type: 'CVSS_V3', score: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H' }],
  database_specific: { severity: 'CRITICAL', cwe_ids: ['CWE-284'] },
  references: [{ type: 'ADVISORY', url: 'https://nvd.nist.gov/vuln/detail/CVE-2016-4437' }],
  affected: [
    {
      package: { ecosystem: 'Maven', name: 'org.apache.shiro:shiro-core' },
      ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '1.2.5' }] }],
    },
  ],
}

const KEV = {
  catalogVersion: '2026.07.03',
  dateReleased: '2026-07-03T00:00:00Z',
  count: 1,
  vulnerabilities: [
    {
      cveID: SHIRO,
      vulnerabilityName: 'Apache Shiro Code Execution Vulnerability',
      dateAdded: '2026-07-03',
      dueDate: '2026-07-24',
      requiredAction: 'Apply updates per vendor instructions.',
      knownRansomwareCampaignUse: 'Known',
    },
  ],
}

const CYCLES = {
  schema_version: '1.2.0',
  generated_at: '2026-07-03T00:00:00Z',
  result: [
    {
      name: 'shiro',
      identifiers: [{ type: 'purl', id: 'pkg:maven/org.apache.shiro/shiro-core' }],
      releases: [
        { name: '2', releaseDate: '2024-01-01', isEol: false, latest: { name: '2.0.1' } },
        {
          name: '1.2',
          releaseDate: '2012-01-01',
          isEol: true,
          eolFrom: '2016-07-01',
          latest: { name: '1.2.6' },
        },
      ],
    },
  ],
}

/** Writes a mirror of the feeds that holds a little of each; one record of it cannot be read. */
export async function writeSmallMirror(folder: string): Promise<void> {
  await put(
    folder,
    'osv/Maven/all.zip',
    zipOf([
      { name: `${RECORD.id}.json`, content: JSON.stringify(RECORD) },
      { name: 'BROKEN.json', content: JSON.stringify({ id: 'BROKEN' }) },
    ]),
  )
  await put(folder, 'known_exploited_vulnerabilities.json', JSON.stringify(KEV))
  await put(folder, 'endoflife.json', JSON.stringify(CYCLES))
  await writeEpss(folder, '2026-06-01', 0.02)
}

/** What EPSS says from a day on. */
export async function writeEpss(folder: string, day: string, score: number): Promise<void> {
  const lines = [
    `#model_version:v2026.01.01,score_date:${day}T00:00:00Z`,
    'cve,epss,percentile',
    `${SHIRO},${score},0.99`,
    '',
  ]
  await put(folder, 'epss_scores-current.csv.gz', gzipSync(lines.join('\n')))
}

async function put(folder: string, path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true })
  await writeFile(join(folder, path), content)
}
