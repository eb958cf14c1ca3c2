import type { AffectedComponent } from '../../model/observation.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import type { Owner } from './project.ts'
import type { Vulnerability } from './vulnerability.ts'

/** The package that an issue is about; `from` leads from the project (or image) to it. */
export function componentOf(issue: Vulnerability, owner: Owner): AffectedComponent {
  return {
    name: nameOf(issue),
    version: issue.version,
    purl: purlOfIssue(issue, owner),
    path: owner.file && relativePath(owner.file),
    fixVersions: [
      ...new Set([...issue.fixedIn, ...(issue.nearestFixedInVersion ? [issue.nearestFixedInVersion] : [])]),
    ],
    direct: issue.from.length > 1 ? issue.from.length === 2 : undefined,
    chain: issue.from,
  }
}

export const nameOf = (issue: Vulnerability): string => issue.name ?? issue.packageName ?? issue.id

const SYSTEM_TYPES = ['deb', 'rpm', 'apk']

/** Snyk's words for distributions where the package URL's differ. */
const NAMESPACES = new Map([
  ['rhel', 'redhat'],
  ['amzn', 'amazon'],
  ['ol', 'oracle'],
  ['sles', 'suse'],
])

/** System packages: `packageManager` is `debian:11`, the name `source/binary`. */
function purlOfIssue(issue: Vulnerability, owner: Owner): string | undefined {
  const [distribution = '', release] = (issue.packageManager ?? '').split(':')
  const type = purlTypeOf(distribution) ?? purlTypeOf(owner.packageManager)
  if (!type) return undefined
  const name = nameOf(issue)
  if (!SYSTEM_TYPES.includes(type)) return purlOf({ type, name, version: issue.version })
  const namespace = NAMESPACES.get(distribution) ?? distribution
  return purlOf({
    type,
    namespace,
    name: name.slice(name.lastIndexOf('/') + 1),
    version: issue.version,
    qualifiers: release ? { distro: `${distribution}-${release}` } : undefined,
  })
}
