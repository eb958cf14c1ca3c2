import type { Component } from '../../model/component.ts'
import type { Observation } from '../../model/observation.ts'
import type { Problem } from '../contract.ts'
import { problem } from '../problem.ts'
import { advisoryIdsIn } from '../values/advisory-id.ts'
import { observe, withoutGaps } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { titleOf } from '../values/title.ts'
import type { PackageGraph } from './graph.ts'
import { hashName } from './hash-name.ts'
import { sourcePath } from './source-path.ts'
import type { SpdxPackage } from './v2-schema.ts'
import type { Survey } from './v2-survey.ts'

export function componentOf(from: SpdxPackage, ref: string, { graph, licenses }: Survey): Component {
  const license = [from.licenseConcluded, from.licenseDeclared].find(isAsserted)
  return withoutGaps({
    type: 'component' as const,
    ref,
    name: from.name,
    version: from.versionInfo,
    purl: purlIn(from),
    cpe: refOf(from, ['cpe23Type', 'cpe22Type']),
    componentType: from.primaryPackagePurpose?.toLowerCase().replaceAll('_', '-'),
    licenses: license ? [licenses.get(license) ?? license] : [],
    hashes:
      from.checksums.length > 0
        ? Object.fromEntries(from.checksums.map((sum) => [hashName(sum.algorithm), sum.checksumValue]))
        : undefined,
    scope: graph.scopeOf(ref),
    direct: graph.isDirect(ref),
    supplier: supplierOf(from),
    path: sourcePath(from.sourceInfo),
    root: graph.isRoot(ref) || undefined,
  })
}

const isAsserted = (value: string | undefined): value is string =>
  value !== undefined && value !== 'NOASSERTION' && value !== 'NONE'

export const purlIn = (from: SpdxPackage): string | undefined => keptPurl(refOf(from, ['purl']), from.name)

/** The first reference of one of the types, which may be written as the URIs that define them. */
const refOf = ({ externalRefs }: SpdxPackage, types: string[]): string | undefined =>
  externalRefs.find(({ referenceType }) =>
    types.some((type) => referenceType === type || referenceType.endsWith(`/${type}`)),
  )?.referenceLocator

/** `Organization: Name (mail)` or `Person: …`. */
function supplierOf({ supplier }: SpdxPackage): string | undefined {
  const name = supplier?.replace(/^(?:Organization|Person):\s*/, '').replace(/\s*\([^)]*\)\s*$/, '')
  return isAsserted(name) ? name : undefined
}

const ADVISORY = /(?:^|\/)advisory$/

/** Advisories that the package refers to, where the reference names one; a mere link to a security page is none. */
export function* advisoriesOf(
  from: SpdxPackage,
  ref: string,
  where: string,
  graph: PackageGraph,
): Generator<Observation | Problem> {
  for (const [index, external] of from.externalRefs.entries()) {
    if (!ADVISORY.test(external.referenceType)) continue
    const advisories = advisoryIdsIn(external.referenceLocator, external.comment)
    const [id] = advisories
    if (id) yield advisoryOf(id, from, ref, external, graph)
    else
      yield problem(
        `${where}/externalRefs/${index}`,
        'refers to an advisory whose id cannot be told, so it is no finding',
      )
  }
}

function advisoryOf(
  id: string,
  from: SpdxPackage,
  ref: string,
  external: SpdxPackage['externalRefs'][number],
  graph: PackageGraph,
): Observation {
  const purl = purlIn(from)
  const name = packageOfPurl(purl)?.name ?? from.name
  return observe({
    kind: packageKind(id, purl),
    rule: id,
    title: titleOf(external.comment, `${id} in ${name}`),
    description: external.comment,
    severity: 'unknown',
    advisories: [id],
    component: {
      name,
      version: from.versionInfo,
      purl,
      path: sourcePath(from.sourceInfo),
      direct: graph.isDirect(ref),
      chain: graph.chainTo(ref),
    },
    references: /^https?:/.test(external.referenceLocator) ? [external.referenceLocator] : [],
    raw: JSON.stringify(external, null, 2),
  })
}
