import { schemeOf } from '../versions/scheme-of.ts'
import { type Judgement, type PreparedPackage, prepare } from './affects.ts'
import type { PackageAdvisory } from './known-advisories.ts'
import type { NamedPackage } from './packages-of.ts'

/** A record about one release of a distribution says nothing about another; one about no release speaks of all. */
export const speaksOf = (record: PackageAdvisory, as: NamedPackage): boolean =>
  record.release === '' || record.release === as.release

/** Judges versions by records, each of which is made ready once. */
export function judgeRecord(): (record: PackageAdvisory, version: string) => Judgement {
  const prepared = new Map<PackageAdvisory, PreparedPackage>()
  return (record, version) => {
    const ready = prepared.get(record) ?? prepareRecord(record)
    prepared.set(record, ready)
    return ready.judge(version)
  }
}

function prepareRecord(record: PackageAdvisory): PreparedPackage {
  const ecosystem = record.release ? `${record.ecosystem}:${record.release}` : record.ecosystem
  return prepare({ ...record, ecosystem }, schemeOf(ecosystem))
}
