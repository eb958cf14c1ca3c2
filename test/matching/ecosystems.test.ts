import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { cyclonedx } from '../../src/formats/cyclonedx/index.ts'
import { inputOf } from '../../src/formats/input.ts'
import { DEFAULT_LIMITS } from '../../src/formats/limits.ts'
import { feedFile } from '../../src/intel/feeds/test-feed-file.ts'
import { keptIn, knownOf, pairsOf } from './osv-pairs.ts'

const FOLDER = join(import.meta.dirname, 'ecosystems')

/**
 * Boms and records of our own, and what the ecosystem's own rules of names, releases and versions make of them (`affected`). Each was
 * also given to osv-scanner, with the records as its offline database: where that says otherwise, the file tells why.
 */
for (const name of readdirSync(FOLDER))
  test(name, async () => {
    const { bom, records, affected, osvScanner } = JSON.parse(readFileSync(join(FOLDER, name), 'utf8'))
    const files = records.map((record: { id: string }) =>
      feedFile(`osv/${record.id}.json`, JSON.stringify(record)),
    )
    const kept = await keptIn(cyclonedx.read(inputOf(JSON.stringify(bom)), { limits: DEFAULT_LIMITS }))
    expect(kept).toHaveLength(bom.components.length)
    expect(pairsOf(kept, await knownOf(files))).toEqual(affected.toSorted())
    expect(affected).toEqual(expect.arrayContaining(Object.keys(osvScanner.misses)))
    expect(Object.keys(osvScanner.adds).filter((pair) => affected.includes(pair))).toEqual([])
  })
