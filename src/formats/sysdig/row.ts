import type { Observation } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { loss } from '../problem.ts'
import { normalAdvisoryId } from '../values/advisory-id.ts'
import { cvssRating } from '../values/cvss.ts'
import { asObject } from '../values/fields.ts'
import { imageClaim, imageReference } from '../values/image-reference.ts'
import { kubernetesAddress } from '../values/kubernetes-address.ts'
import { linksOf } from '../values/links.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { relativePath } from '../values/path.ts'
import { packagePurl } from './package-purl.ts'

/** What each version calls a field, without case, spaces and underscores. */
const NAMES = {
  id: ['vulnerabilityid', 'vulnerabilityname', 'cveid', 'vulnname', 'vulnid'],
  severity: ['severity', 'vulnerabilityseverity', 'cveseverity', 'vulnseverity'],
  name: ['packagename', 'scanpackagename'],
  version: ['packageversion', 'scanpackageversion'],
  type: ['packagetype', 'scanpackagetype'],
  path: ['packagepath', 'scanpackagepath'],
  fix: ['fixversion', 'vulnfixversion', 'vulnfixedinversion'],
  suggestedFix: ['packagesuggestedfix'],
  score: ['cvssscore', 'vulncvssscore'],
  vector: ['cvssvector', 'vulncvssvector'],
  cvssVersion: ['cvssversion', 'cvssscoreversion', 'vulncvssversion'],
  link: ['vulnlink', 'cveurl'],
  image: ['image', 'imagename', 'imagepullstring', 'containerimage'],
  os: ['osname', 'containerimagedistro'],
  cluster: ['k8sclustername', 'kubernetesclustername'],
  namespace: ['k8snamespacename', 'kubernetesnamespacename'],
  workloadType: ['k8sworkloadtype', 'kubernetesworkloadtype'],
  workload: ['k8sworkloadname', 'kubernetesworkloadname'],
  container: [
    'k8scontainername',
    'k8spodcontainername',
    'kubernetescontainername',
    'kubernetespodcontainername',
  ],
  exploit: ['publicexploit', 'vulnexploitable', 'vulnhasexploit'],
  inUse: ['inuse', 'packageinuse', 'scanpackageinuse'],
  accepted: ['riskaccepted', 'vulnriskaccepted'],
  epss: ['epssscore'],
  kev: ['cisakevpublishdate', 'vulncisakevpublishdate'],
} as const

export type Fields = Partial<Record<keyof typeof NAMES, string>>

/** The fields of a row of any version, as text. */
export function fieldsOf(value: unknown): Fields {
  const row = new Map<string, string>()
  for (const [name, said] of Object.entries(asObject(value) ?? {})) {
    const text = typeof said === 'string' ? said.trim() : typeof said === 'object' ? '' : String(said)
    const key = name.toLowerCase().replace(/[^a-z0-9]/g, '')
    if (text !== '' && key !== '') row.set(key, text)
  }
  const entries = Object.entries(NAMES).map(([field, names]) => [
    field,
    row.get(names.find((name) => row.has(name)) ?? ''),
  ])
  return Object.fromEntries(entries.filter(([, text]) => text !== undefined))
}

export const isRow = ({ id, severity, name, cvssVersion, fix, exploit, link }: Fields): boolean =>
  [id, severity, name].every(Boolean) && [cvssVersion, fix, exploit, link].filter(Boolean).length > 1

/** The images that rows were about so far. */
export interface Place {
  images: Set<string>
}

export function* rowItems(row: Fields, where: string, raw: string, { images }: Place): Generator<Item> {
  if (row.id === undefined || row.name === undefined) {
    yield loss(where, 'left out, because it names no vulnerability or no package')
    return
  }
  const image = row.image
  if (image && !images.has(imageReference(image).name)) {
    images.add(imageReference(image).name)
    yield imageClaim(image, { os: row.os })
  }
  yield observationOf(row as Named, raw)
}

type Named = Fields & { id: string; name: string }

const isTrue = (text: string | undefined): boolean => /^(?:true|yes)$/i.test(text ?? '')

function observationOf(row: Named, raw: string): Observation {
  const rule = normalAdvisoryId(row.id)
  const purl = packagePurl(row.name, row.version, row.type, row.os)
  const rating = cvssRating({ score: row.score, vector: row.vector, version: row.cvssVersion })
  const { cluster, namespace, workload, workloadType, container } = row
  const address = kubernetesAddress({ kind: workloadType, namespace, name: workload })
  const image = row.image && imageReference(row.image).name
  const epss = row.epss === undefined ? Number.NaN : Number(row.epss)
  return observe({
    kind: packageKind(rule, purl ?? (row.type?.toLowerCase() === 'os' ? 'deb' : undefined)),
    rule,
    title: `${rule} in ${row.name}`,
    severity: severityOfWord(row.severity),
    toolSeverity: row.severity,
    cvss: rating ? [rating] : [],
    advisories: [rule],
    component: {
      name: row.name,
      version: row.version,
      purl,
      path: relativePath(row.path ?? ''),
      fixVersions: [...new Set([row.fix, row.suggestedFix].filter((fix) => fix !== undefined))],
    },
    resource: address
      ? { address, type: workloadType, provider: 'kubernetes', account: cluster }
      : image
        ? { address: image, type: 'container-image' }
        : undefined,
    references: linksOf(row.link),
    ...(epss >= 0 && epss <= 1 && { epss }),
    ...(row.kev && { knownExploited: true }),
    ...(isTrue(row.inUse) && { reachability: { level: 'loaded' as const, evidence: 'Sysdig: in use' } }),
    verdict: isTrue(row.accepted) ? { state: 'accepted', source: 'sysdig-risk-accepted' } : undefined,
    tags: [
      ...(address && image ? [`image:${image}`] : []),
      ...(container ? [`container:${container}`] : []),
      ...(isTrue(row.exploit) ? ['public-exploit'] : []),
    ],
    raw,
  })
}
