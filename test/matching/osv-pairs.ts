import { componentRow, STAGED_COMPONENT_COLUMNS } from '../../src/findings/ingest/staged-component.ts'
import type { Item } from '../../src/formats/contract.ts'
import type { FeedFile } from '../../src/intel/feeds/contract.ts'
import { osv } from '../../src/intel/feeds/osv/index.ts'
import { judgeRecord, speaksOf } from '../../src/intel/matching/judge-record.ts'
import type { PackageAdvisory } from '../../src/intel/matching/known-advisories.ts'
import { normalName } from '../../src/intel/matching/normal-name.ts'
import { namedPackages, type PackageSource, packageKey } from '../../src/intel/matching/packages-of.ts'
import type { Component } from '../../src/model/component.ts'

/** What one record says of one package, as the database gives it. */
export interface Said extends PackageAdvisory {
  aliases: string[]
}

/** By `packageKey`. */
export type Known = Map<string, Said[]>

/** The records of OSV files that were not taken back, by the packages that they speak of. */
export async function knownOf(files: FeedFile[]): Promise<Known> {
  const known: Known = new Map()
  for (const file of files)
    for await (const item of osv.read(file)) {
      if (item.type !== 'advisory' || item.advisory.withdrawn) continue
      const { id, aliases, affected, modified } = item.advisory
      for (const one of affected) {
        const [ecosystem = '', ...rest] = one.ecosystem.split(':')
        const where = { ecosystem, release: rest.join(':'), name: normalName(ecosystem, one.name) }
        const said = {
          ...one,
          ...where,
          id,
          aliases,
          canonical: [id],
          feed: osv.id,
          modified: new Date(modified),
        }
        known.set(packageKey(where), [...(known.get(packageKey(where)) ?? []), said])
      }
    }
  return known
}

const [PURL, QUALIFIERS] = (['purl', 'qualifiers'] as const).map((name) =>
  STAGED_COMPONENT_COLUMNS.indexOf(name),
) as [number, number]

/** A component as an ingest keeps it; undefined without a package URL, since nothing can be matched then. */
function keptOf(component: Component): PackageSource | undefined {
  const { values } = componentRow('', '', '', component)
  const [purl, qualifiers] = [values[PURL], values[QUALIFIERS]]
  return purl ? ({ purl, qualifiers } as PackageSource) : undefined
}

/** What a bom lists and can be matched; the thing that it describes is none of it. */
export async function keptIn(items: AsyncIterable<Item>): Promise<PackageSource[]> {
  const kept: PackageSource[] = []
  for await (const item of items) {
    const one = item.type === 'component' && !item.root ? keptOf(item) : undefined
    if (one) kept.push(one)
  }
  return kept
}

/** `ecosystem name version id` of every record that affects a package, each once and sorted. */
export function pairsOf(kept: PackageSource[], known: Known): string[] {
  const judge = judgeRecord()
  const pairs = new Set<string>()
  for (const as of kept.flatMap(namedPackages))
    for (const record of known.get(packageKey(as)) ?? [])
      if (speaksOf(record, as) && judge(record, as.version).verdict === 'affected')
        pairs.add(`${as.ecosystem} ${as.name} ${as.version} ${record.id}`)
  return [...pairs].sort()
}
