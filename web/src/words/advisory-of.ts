import type { Finding } from '../api/types.ts'

/** The id that people know a vulnerability by, its CVE where it has one; undefined where there is none or the title says it. */
export function advisoryOf({ advisories, title }: Pick<Finding, 'advisories' | 'title'>): string | undefined {
  const id = advisories.find((one) => one.startsWith('CVE-')) ?? advisories[0]
  return id === undefined || title.includes(id) ? undefined : id
}

/** One line that says where a finding is, and which vulnerability it is. */
export const placeOf = (finding: Finding): string =>
  [finding.asset.name, finding.location, advisoryOf(finding)].filter(Boolean).join(' · ')
