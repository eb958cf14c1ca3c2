import type { AffectedComponent, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import type { Record, Vulnerability } from './record.ts'

/** The fields of a package's vulnerability or license, which stand beside those of every check. */
export function packageFields(record: Record, details: Vulnerability): Partial<Observation> {
  const rating = cvssRating({ vector: details.vector, score: details.cvss })
  const severity = record.severity ?? details.severity
  return {
    title: record.short_description ?? record.check_name ?? record.check_id,
    description: details.description ?? record.description,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cvss: rating ? [rating] : [],
    advisories: advisoryIds(details.id),
    component: componentOf(record, details),
    references: [details.link, record.guideline].filter((link): link is string => Boolean(link)),
  }
}

function componentOf(record: Record, details: Vulnerability): AffectedComponent {
  const { package_name: name, package_version: version, root_package_name: root } = details
  const type = purlTypeOf(details.package_type)
  const transitive = root !== undefined && root !== name
  const chain = transitive ? [named(root, details.root_package_version), named(name, version)] : []
  return {
    name,
    version,
    purl: type && purlOf({ type, name, version }),
    path: relativePath(record.repo_file_path ?? record.file_path),
    fixVersions: fixVersionsOf(details),
    direct: root === undefined ? undefined : !transitive,
    chain,
  }
}

const named = (name: string, version: string | undefined) => (version ? `${name}@${version}` : name)

/** `N/A` says that there is none. */
function fixVersionsOf(details: Vulnerability): string[] {
  const versions = [details.lowest_fixed_version, ...details.fixed_versions, details.fix_version]
  return [...new Set(versions)].filter((version): version is string => /^v?\d/.test(version ?? ''))
}
