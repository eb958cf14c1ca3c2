import type { IntelItem } from '../src/intel/feeds/contract.ts'
import { takeIn } from '../src/intel/store/take-in.ts'
import type { Advisory } from '../src/model/advisory.ts'
import { type Pool, transaction } from '../src/platform/database.ts'

/** Puts advisories about every so many of the packages `package-0`, `package-1`, … into an empty store. */
export async function knowAdvisories(
  pool: Pool,
  { advisories, packages }: { advisories: number; packages: number },
): Promise<void> {
  const items = Array.from(
    { length: advisories },
    (_, n): IntelItem => ({
      type: 'advisory',
      advisory: advisoryOf(n, `package-${Math.floor((n * packages) / advisories)}`),
    }),
  )
  const each = async function* (): AsyncGenerator<IntelItem> {
    yield* items
  }
  await transaction(pool, (tx) =>
    takeIn(tx, { feed: 'osv', path: 'bench' }, each(), { before: 0, today: '2026-01-02' }),
  )
}

/** As a reviewed one about an npm package is. */
export const advisoryOf = (n: number, name: string, fixed = '2.0.0'): Advisory => ({
  id: `GHSA-${n}`,
  aliases: [`CVE-2026-${10_000 + n}`],
  upstream: [],
  related: [],
  summary: `Weakness ${n}`,
  details: 'What an attacker sends is not checked. '.repeat(20),
  modified: '2026-01-01T00:00:00Z',
  severity: 'high',
  cvss: [{ vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N', score: 9.1 }],
  cwes: [20],
  references: [{ type: 'ADVISORY', url: `https://example.com/${n}` }],
  affected: [
    {
      ecosystem: 'npm',
      name,
      versions: [],
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed }] }],
    },
  ],
  malicious: false,
})
