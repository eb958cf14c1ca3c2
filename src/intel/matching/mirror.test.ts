import { expect, test } from 'vitest'
import { INTEL_MIRROR, WITHOUT_INTEL_MIRROR } from '../../../test/intel-mirror.ts'
import type { AffectedPackage } from '../../model/advisory.ts'
import { osv } from '../feeds/osv/index.ts'
import { storedFile } from '../feeds/test-feed-file.ts'
import { schemeOf } from '../versions/scheme-of.ts'
import { prepare } from './affects.ts'

/** Every affected package of an ecosystem's archive. */
async function* affectedIn(ecosystem: string): AsyncGenerator<{ id: string; affected: AffectedPackage }> {
  for await (const item of osv.read(storedFile(INTEL_MIRROR as string, `osv/${ecosystem}/all.zip`)))
    if (item.type === 'advisory')
      for (const affected of item.advisory.affected) yield { id: item.advisory.id, affected }
}

interface Agreement {
  /** Versions that a record lists, of packages with ranges that can be compared. */
  versions: number
  /** Of those, that the ranges alone do not hold. */
  outside: string[]
  unknown: string[]
}

/** Databases make their lists of versions from the ranges: each of them must be affected by the ranges alone. */
async function agreementOf(ecosystem: string): Promise<Agreement> {
  const agreement: Agreement = { versions: 0, outside: [], unknown: [] }
  for await (const { id, affected } of affectedIn(ecosystem)) {
    if (!affected.ranges.some(({ type }) => type !== 'GIT')) continue
    const prepared = prepare({ ...affected, versions: [] }, schemeOf(affected.ecosystem))
    for (const version of affected.versions) {
      agreement.versions++
      const { verdict } = prepared.judge(version)
      if (verdict === 'unaffected') agreement.outside.push(`${id} ${affected.name} ${version}`)
      if (verdict === 'unknown') agreement.unknown.push(`${id} ${affected.name} ${version}`)
    }
  }
  return agreement
}

// Where a record's list and ranges differ, the record is at odds with itself: a range from 3.2 on, and 3.2a1 in the list.
for (const ecosystem of ['PyPI', 'Maven'])
  test.skipIf(!INTEL_MIRROR)(
    `the ranges hold the versions that the records of ${ecosystem} list${WITHOUT_INTEL_MIRROR}`,
    { timeout: 120_000 },
    async () => {
      const { versions, outside, unknown } = await agreementOf(ecosystem)
      expect(versions).toBeGreaterThan(10_000)
      expect(outside.length / versions, outside.join('\n')).toBeLessThan(0.0005)
      expect(unknown.length / versions, unknown.join('\n')).toBeLessThan(0.001)
    },
  )

test.skipIf(!INTEL_MIRROR)(
  `few records cannot be judged${WITHOUT_INTEL_MIRROR}`,
  { timeout: 120_000 },
  async () => {
    const unknown: string[] = []
    let packages = 0
    for (const ecosystem of ['npm', 'PyPI', 'Maven', 'Packagist'])
      for await (const { id, affected } of affectedIn(ecosystem)) {
        packages++
        const { verdict, reason } = prepare(affected, schemeOf(affected.ecosystem)).judge('1.0.0')
        if (verdict === 'unknown') unknown.push(`${id}: ${reason}`)
      }
    expect(unknown.length / packages, unknown.join('\n')).toBeLessThan(0.001)
  },
)
