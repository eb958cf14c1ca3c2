import type { CodeLocation, CvssRating, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import { awsComponent, isSystemPackage } from '../asff/package.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { aliasesOf } from '../values/aliases.ts'
import { cvssRating } from '../values/cvss.ts'
import { cwesOf } from '../values/cwe.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { isoTime } from '../values/time.ts'
import type { Finding } from './finding.ts'
import { isImage, resourceOf } from './resource.ts'

/** A vulnerability is an observation for each package that has it; any other finding is one. */
export function observationsOf(finding: Finding, element: Element): Observation[] {
  const shared = { ...sharedFields(finding), raw: element.text }
  if (finding.packageVulnerabilityDetails) return packageObservations(finding, shared)
  if (finding.codeVulnerabilityDetails) return [codeObservation(finding, shared)]
  if (finding.networkReachabilityDetails) return [networkObservation(finding, shared)]
  return [observe({ ...shared, kind: 'cloud', rule: finding.type ?? finding.title })]
}

type Shared = ReturnType<typeof sharedFields> & { raw: string }

const sharedFields = (finding: Finding) => {
  const { text, Url, url } = finding.remediation?.recommendation ?? {}
  return {
    title: finding.title,
    description: finding.description,
    severity: severityOfWord(finding.severity),
    toolSeverity: finding.severity,
    resource: resourceOf(finding, finding.resources[0]),
    references: linksOf(Url, url),
    remediation: text === 'None Provided' ? undefined : text,
    fingerprints: finding.findingArn ? { 'aws-inspector': finding.findingArn } : undefined,
    epss: finding.epss?.score,
    verdict: verdictOf(finding),
    seenAt: isoTime(finding.lastObservedAt ?? finding.updatedAt),
    tags: [
      ...(finding.exploitAvailable?.toUpperCase() === 'YES' ? ['exploit-available'] : []),
      ...(finding.exploitabilityDetails?.lastKnownExploitAt ? ['exploited'] : []),
    ],
  }
}

function verdictOf({ status }: Finding): ProducerVerdict | undefined {
  const word = status?.toLowerCase()
  const state = word === 'suppressed' ? 'accepted' : word === 'closed' ? 'fixed' : undefined
  return state && { state, reason: word as string, source: 'aws-inspector-status' }
}

function packageObservations(finding: Finding, shared: Shared): Observation[] {
  const details = finding.packageVulnerabilityDetails as NonNullable<Finding['packageVulnerabilityDetails']>
  const { aliases, related } = aliasesOf(details.vulnerabilityId, details.relatedVulnerabilities)
  const [id = details.vulnerabilityId] = advisoryIds(details.vulnerabilityId)
  const { awsEc2Instance, awsEcrContainerImage } = finding.resources[0]?.details ?? {}
  const common = {
    ...shared,
    rule: id,
    cvss: ratingsOf(finding),
    advisories: aliases,
    references: linksOf(...shared.references, details.sourceUrl, ...details.referenceUrls),
    tags: [...shared.tags, ...related],
  }
  const inImage = finding.resources.some(isImage)
  const found = details.vulnerablePackages.map((affected) => {
    const system = inImage || isSystemPackage(affected.packageManager)
    return observe({
      ...common,
      kind: packageKind(id, undefined) === 'malware' ? 'malware' : system ? 'container' : 'dependency',
      component: awsComponent({
        name: affected.name,
        version: affected.version,
        epoch: affected.epoch,
        release: affected.release,
        architecture: affected.arch,
        manager: affected.packageManager,
        path: affected.filePath,
        fixed: affected.fixedInVersion,
        platform: awsEc2Instance?.platform ?? awsEcrContainerImage?.platform,
      }),
      remediation: [shared.remediation, affected.remediation].filter(Boolean).join('\n\n') || undefined,
    })
  })
  return found.length > 0 ? found : [observe({ ...common, kind: 'container' })]
}

/** Inspector's own score is the source's, adjusted to where the resource stands. */
function ratingsOf(finding: Finding): CvssRating[] {
  const adjusted = finding.inspectorScoreDetails?.adjustedCvss
  const given = (finding.packageVulnerabilityDetails?.cvss ?? []).map((rating) =>
    cvssRating({
      vector: rating.scoringVector,
      score: rating.baseScore,
      version: rating.version,
      source: rating.source?.toLowerCase(),
    }),
  )
  const own =
    finding.inspectorScore === undefined
      ? undefined
      : cvssRating({
          vector: adjusted?.scoringVector,
          score: finding.inspectorScore,
          version: adjusted?.version,
          source: 'aws-inspector',
        })
  return [...given, own].filter((rating) => rating !== undefined)
}

function codeObservation(finding: Finding, shared: Shared): Observation {
  const details = finding.codeVulnerabilityDetails as NonNullable<Finding['codeVulnerabilityDetails']>
  const { filePath, fileName, startLine, endLine } = details.filePath ?? {}
  const path = relativePath(filePath ?? fileName ?? '')
  return observe({
    ...shared,
    kind: 'code',
    rule: details.ruleId ?? details.detectorId ?? details.detectorName ?? finding.title,
    cwes: cwesOf(details.cwes),
    location: path
      ? ({ path, line: startLine || undefined, endLine: endLine || undefined } as CodeLocation)
      : undefined,
    references: linksOf(...shared.references, ...details.referenceUrls),
    tags: [...shared.tags, ...details.detectorTags, ...(details.detectorName ? [details.detectorName] : [])],
  })
}

/** The title names the ports, which are no part of the check; the way in leads from the internet to the resource. */
function networkObservation(finding: Finding, shared: Shared): Observation {
  const { openPortRange, protocol, networkPath } = finding.networkReachabilityDetails ?? {}
  const { begin, end } = openPortRange ?? {}
  const ports =
    begin === undefined ? undefined : begin === end || end === undefined ? `${begin}` : `${begin}-${end}`
  const steps = (networkPath?.steps ?? []).map(
    ({ componentId, componentType }) => componentId ?? componentType,
  )
  const way = steps.length > 0 ? `Network path: ${steps.join(' → ')}` : undefined
  return observe({
    ...shared,
    kind: 'cloud',
    rule: ['NETWORK_REACHABILITY', protocol, ports].filter(Boolean).join(':'),
    description: [finding.description, way].filter(Boolean).join('\n\n') || undefined,
  })
}
