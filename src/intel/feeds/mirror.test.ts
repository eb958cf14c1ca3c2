import { expect, test } from 'vitest'
import { INTEL_MIRROR, WITHOUT_INTEL_MIRROR } from '../../../test/intel-mirror.ts'
import type { Feed } from './contract.ts'
import { epss } from './epss/index.ts'
import { exploitdb } from './exploitdb/index.ts'
import { kev } from './kev/index.ts'
import { osv } from './osv/index.ts'
import { storedFile, tally } from './test-feed-file.ts'
import { vulnrichment } from './vulnrichment/index.ts'

const FILES: [Feed, string, Record<string, number>][] = [
  [osv, 'osv/npm/all.zip', { advisory: 461 }],
  [osv, 'osv/PyPI/all.zip', { advisory: 2661 }],
  // Eleven records of tests have no time of change.
  [osv, 'osv/Maven/all.zip', { advisory: 373, problem: 11 }],
  [osv, 'osv/Packagist/all.zip', { advisory: 1585, problem: 3 }],
  [epss, 'epss_scores-current.csv.gz', { 'as-of': 1, epss: 360_142 }],
  [kev, 'known_exploited_vulnerabilities.json', { 'as-of': 1, 'known-exploited': 1662 }],
  [vulnrichment, 'vulnrichment.tar.gz', { assessment: 2103 }],
  // Six of its members are no CVE ids: `CVE-CVE 2014`.
  [exploitdb, 'exploitdb_mapping_cve.json', { exploit: 29_501, problem: 6 }],
]

for (const [feed, path, counts] of FILES)
  test.skipIf(!INTEL_MIRROR)(`reads every element of ${path}${WITHOUT_INTEL_MIRROR}`, async () => {
    expect(await tally(feed.read(storedFile(INTEL_MIRROR as string, path)))).toEqual(counts)
  })
