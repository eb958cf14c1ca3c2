import type { Kind } from '../../model/kind.ts'
import type { CvssRating, Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { reachabilityOf } from '../values/reachability.ts'
import { componentOf } from './component.ts'
import type { Owner } from './project.ts'
import type { Vulnerability } from './vulnerability.ts'

/** One vulnerable path, or one license that breaks a policy. */
export function observationOf(issue: Vulnerability, owner: Owner, element: Element): Observation {
  const kind = kindOf(issue, owner)
  const severity = issue.severityWithCritical ?? issue.severity
  const { CVE, GHSA, CWE } = issue.identifiers ?? {}
  return observe({
    kind,
    rule: issue.id,
    title: issue.title ?? issue.id,
    description: issue.description,
    severity: severityOfWord(severity),
    toolSeverity: severity,
    cvss: ratingsOf(issue),
    cwes: cwesOf(CWE ?? []),
    advisories: kind === 'license' ? [] : advisoryIds(issue.id, CVE ?? [], GHSA ?? []),
    component: componentOf(issue, owner),
    references: issue.references.map((reference) => reference.url),
    remediation: remediationOf(issue),
    epss: issue.epssDetails?.probability,
    knownExploited: isExploited(issue) || undefined,
    reachability: reachabilityOf(issue.reachability),
    verdict: verdictOf(issue, element.pattern),
    tags: tagsOf(issue),
    raw: element.text,
  })
}

function kindOf(issue: Vulnerability, owner: Owner): Kind {
  if (issue.type === 'license') return 'license'
  if (issue.malicious) return 'malware'
  return owner.image && !owner.file ? 'container' : 'dependency'
}

/** Snyk's own rating first, then those of others. */
function ratingsOf(issue: Vulnerability): CvssRating[] {
  const own = { vector: issue.CVSSv3, score: issue.cvssScore, source: 'snyk' }
  const others = issue.cvssDetails.map((given) => ({
    vector: given.cvssV3Vector,
    score: given.cvssV3BaseScore,
    source: given.assigner?.toLowerCase(),
  }))
  const all = issue.cvssSources.map((given) => ({
    vector: given.vector,
    score: given.baseScore,
    version: given.cvssVersion,
    source: given.assigner?.toLowerCase(),
  }))
  const ratings = (all.some((given) => given.source === 'snyk') ? all : [own, ...all, ...others])
    .map(cvssRating)
    .filter((rating) => rating !== undefined)
  return ratings.filter(
    (rating, index) =>
      ratings.findIndex((one) => one.source === rating.source && one.vector === rating.vector) === index,
  )
}

function remediationOf({ isUpgradable, upgradePath, from }: Vulnerability): string | undefined {
  const [, direct] = upgradePath ?? []
  if (!isUpgradable || typeof direct !== 'string' || !from[1]) return undefined
  return direct === from[1]
    ? `Install ${direct} anew, with its dependencies.`
    : `Upgrade ${from[1]} to ${direct}.`
}

/** CISA keeps the catalogue of what is exploited; CVSS 4 calls such an exploit maturity "attacked". */
const isExploited = ({ exploitDetails }: Vulnerability): boolean =>
  exploitDetails !== undefined &&
  (exploitDetails.sources.includes('CISA') ||
    exploitDetails.maturityLevels.some(({ level }) => level === 'Attacked'))

function verdictOf({ filtered }: Vulnerability, pattern: string): Observation['verdict'] {
  if (pattern.includes('/filtered/ignore/'))
    return { state: 'accepted', reason: filtered?.ignored[0]?.reason, source: 'snyk-ignore' }
  return pattern.includes('/filtered/patch/')
    ? { state: 'fixed', reason: 'patched', source: 'snyk-patch' }
    : undefined
}

const tagsOf = (issue: Vulnerability): string[] => [
  ...(issue.exploit && issue.exploit !== 'Not Defined' ? [`exploit:${issue.exploit.toLowerCase()}`] : []),
  ...(issue.license ? [issue.license] : []),
  ...(issue.reachability ? [issue.reachability.toLowerCase()] : []),
  ...(issue.isDisputed ? ['disputed'] : []),
]
