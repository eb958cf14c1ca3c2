import type { AffectedComponent, CvssRating, Observation } from '../../model/observation.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { isObject } from '../values/fields.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import type { Result } from './result.ts'

/** What a result about a package has that others have not. */
export function packageFields(result: Result, engine: string): Partial<Observation> {
  const advisory =
    result.cveName?.startsWith('C') && !result.cveName.startsWith('CWE') ? result.cveName : result.id
  const advisories = advisoryIds(advisory, result.id)
  const component = componentOf(result)
  const links = [result.scaPackageData?.fixLink, ...result.packageData.map(({ url }) => url)]
  return {
    kind: engine === 'sca' ? packageKind(advisory ?? '', component?.purl) : 'container',
    rule: advisory ?? 'package',
    advisories,
    component,
    cvss: cvssOf(result),
    remediation: result.recommendations,
    references: [...new Set([...links, result.resultViewerLink])].filter((link) => link !== undefined),
    resource: result.imageName
      ? { address: [result.imageName, result.imageTag].filter(Boolean).join(':'), type: 'container-image' }
      : undefined,
  }
}

function componentOf(result: Result): AffectedComponent | undefined {
  const { scaPackageData: about, recommendedVersion } = result
  const [, ecosystem, name, version] = IDENTIFIER.exec(result.packageIdentifier ?? '') ?? []
  const type = purlTypeOf(ecosystem)
  const known = {
    name: result.packageName ?? name ?? result.packageIdentifier ?? result.name,
    version: result.packageVersion ?? version ?? result.version,
  }
  if (!known.name) return undefined
  const path = about?.locations[0]
  const chain = about?.dependencyPaths?.[0]?.flatMap((step) =>
    step.name ? [[step.name, step.version].filter(Boolean).join('@')] : [],
  )
  return {
    name: known.name,
    version: known.version,
    purl: type && purlOf({ type, name: known.name, ...(known.version && { version: known.version }) }),
    path: path && (relativePath(path) || undefined),
    fixVersions: recommendedVersion ? [recommendedVersion] : undefined,
    direct: typeof about?.isDirectDependency === 'boolean' ? about.isDirectDependency : undefined,
    chain: chain && chain.length > 1 ? chain : undefined,
  }
}

/** `Npm-left-pad-1.3.0`, `Maven-org.example:shop-30.0-jre`: the version begins at the last hyphen before a digit. */
const IDENTIFIER = /^([A-Za-z]+)-(.+)-(v?\d[^-]*(?:-[A-Za-z][^-]*)*)$/

function cvssOf(result: Result): CvssRating[] | undefined {
  const version = isObject(result.cvss) ? result.cvss.version : undefined
  const score = result.cvssScore ? Math.round(result.cvssScore * 10) / 10 : undefined
  const rating = cvssRating({ score, version })
  return rating && [rating]
}
