import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { cyclonedx } from '../../src/formats/cyclonedx/index.ts'
import { inputOf } from '../../src/formats/input.ts'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import { spdx } from '../../src/formats/spdx/index.ts'
import { storedFile } from '../../src/intel/feeds/test-feed-file.ts'
import { namedPackages, type PackageSource } from '../../src/intel/matching/packages-of.ts'
import { CORPUS, WITHOUT_CORPUS } from '../corpus.ts'
import { INTEL_MIRROR, WITHOUT_INTEL_MIRROR } from '../intel-mirror.ts'
import { namedVersions } from './named-versions.ts'
import { type Known, keptIn, knownOf, pairsOf } from './osv-pairs.ts'

// What an independent implementation finds with the same records, kept as digests: how it was made stands in the file.

interface Oracle {
  mirror: Record<string, string>
  boms: { bom: string; format: 'cyclonedx' | 'spdx'; pairs: number; digest: string }[]
  namedVersions: { pairs: number; digest: string }
  differences: { why: string; onlyOurs?: string[]; onlyTheirs?: string[] }[]
}

const FORMATS = { cyclonedx, spdx }
const oracle: Oracle = JSON.parse(readFileSync(join(import.meta.dirname, 'osv-oracle.json'), 'utf8'))
const onlyOurs = new Set(oracle.differences.flatMap((one) => one.onlyOurs ?? []))
const onlyTheirs = oracle.differences.flatMap((one) => one.onlyTheirs ?? [])

const digestOf = (content: string | Buffer): string =>
  createHash('sha256').update(content).digest('hex').slice(0, 16)
const archive = (ecosystem: string): string => `osv/${ecosystem}/all.zip`

/** Why the comparison cannot be made, for titles. */
function without(): string {
  if (!INTEL_MIRROR) return WITHOUT_INTEL_MIRROR
  const others = Object.entries(oracle.mirror).filter(
    ([ecosystem, digest]) =>
      digestOf(readFileSync(join(INTEL_MIRROR as string, archive(ecosystem)))) !== digest,
  )
  return others.length > 0 ? ' (skipped: the mirror is not the one that the other implementation read)' : ''
}
const WITHOUT = without()

const archives = () =>
  Object.keys(oracle.mirror).map((ecosystem) => storedFile(INTEL_MIRROR as string, archive(ecosystem)))

/** What the other implementation says of the same packages, by what ours says and the known differences. */
function theirsBy(ours: string[], kept: PackageSource[]): { pairs: number; digest: string } {
  const listed = new Set(kept.flatMap(namedPackages).map((p) => `${p.ecosystem} ${p.name} ${p.version}`))
  const more = onlyTheirs.filter((pair) => listed.has(pair.slice(0, pair.lastIndexOf(' '))))
  const theirs = [...ours.filter((pair) => !onlyOurs.has(pair)), ...more].sort()
  return { pairs: theirs.length, digest: digestOf(theirs.join('\n')) }
}

describe.skipIf(WITHOUT !== '')(
  `packages that OSV's records affect, as osv-scanner finds them${WITHOUT}`,
  () => {
    let known: Known

    beforeAll(async () => {
      known = await knownOf(archives())
    }, 120_000)

    test.skipIf(!CORPUS)(`in other people's boms${WITHOUT_CORPUS}`, { timeout: 300_000 }, async () => {
      const files = new Map(bomFiles(CORPUS as string).map((path) => [digestOf(path), path]))
      for (const { bom, format, pairs, digest } of oracle.boms) {
        const path = files.get(bom) ?? ''
        const input = inputOf(readFileSync(join(CORPUS as string, path)))
        const kept = await keptIn(FORMATS[format].read(input, { limits: DEFAULT_LIMITS }))
        expect([path, theirsBy(pairsOf(kept, known), kept)]).toEqual([path, { pairs, digest }])
      }
    })

    test('in every version at which a record begins or ends', { timeout: 300_000 }, async () => {
      const kept = await namedVersions(archives())
      expect(theirsBy(pairsOf(kept, known), kept)).toEqual(oracle.namedVersions)
    })
  },
)

test('each difference is explained', () => {
  expect(oracle.differences.every(({ why }) => why !== '')).toBe(true)
})

/** Paths within the corpus. */
const bomFiles = (corpus: string): string[] =>
  ['sboms', 'reports'].flatMap((folder) =>
    readdirSync(join(corpus, folder), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(corpus, join(entry.parentPath, entry.name))),
  )
