import { jsonPieces } from '../../platform/json-pieces.ts'
import { VERSION } from '../../platform/version.ts'
import { expressionOf, type NamedLicenses } from './license-expression.ts'
import { fullPurl, packageName } from './package-name.ts'
import type { Sbom, SbomComponent, SbomEdges, Scope } from './sbom.ts'

const DOCUMENT = 'SPDXRef-DOCUMENT'
const UNSAID = 'NOASSERTION'

/** An SPDX 2.3 document in JSON, piece by piece: https://spdx.github.io/spdx-spec/v2.3/ */
export function writeSpdx2(sbom: Sbom): AsyncGenerator<string> {
  const { asset, branch, at, serial, root } = sbom
  const named: NamedLicenses = new Map()
  const refs = new References()
  return jsonPieces({
    spdxVersion: 'SPDX-2.3',
    dataLicense: 'CC0-1.0',
    SPDXID: DOCUMENT,
    name: asset.name,
    documentNamespace: `https://spdx.org/spdxdocs/stance-${serial}`,
    creationInfo: {
      // The specification has no fractions of a second.
      created: at.toISOString().replace(/\.\d+Z$/, 'Z'),
      creators: [`Tool: Stance-${VERSION}`],
    },
    comment: `What ${asset.name} uses on the branch ${branch}.`,
    documentDescribes: [refs.note(root)],
    packages: packages(sbom, refs, named),
    relationships: relationships(sbom, refs),
    hasExtractedLicensingInfos: extracted(named),
  })
}

/** Ids of packages. Readers tell by their form what only groups packages, as Trivy writes it. */
class References {
  readonly #groups = new Map<string, string>()

  note({ id, purl, ecosystem }: SbomComponent): string {
    const kind = purl === null ? GROUPS[ecosystem] : undefined
    if (kind) this.#groups.set(id, kind)
    return this.of(id)
  }

  of = (id: string): string => `SPDXRef-${this.#groups.get(id) ?? 'Package'}-${id}`
}

const GROUPS: Record<string, string | undefined> = {
  application: 'Application',
  'operating-system': 'OperatingSystem',
}

async function* packages({ root, components }: Sbom, refs: References, named: NamedLicenses) {
  yield packageOf(root, refs, named)
  for await (const component of components) yield packageOf(component, refs, named)
}

function packageOf(component: SbomComponent, refs: References, named: NamedLicenses) {
  const purl = fullPurl(component)
  return {
    SPDXID: refs.note(component),
    name: packageName(component),
    ...(component.version && { versionInfo: component.version }),
    ...purposeOf(component),
    supplier: UNSAID,
    downloadLocation: UNSAID,
    filesAnalyzed: false,
    ...(component.paths && { sourceInfo: `package found in: ${component.paths.join(', ')}` }),
    licenseConcluded: UNSAID,
    licenseDeclared: expressionOf(component.licenses, named) ?? UNSAID,
    copyrightText: UNSAID,
    ...(purl && {
      externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: purl }],
    }),
  }
}

const PURPOSES = new Set([
  'application',
  'framework',
  'library',
  'container',
  'operating-system',
  'device',
  'firmware',
  'source',
  'archive',
  'file',
  'install',
  'other',
])

const purposeOf = ({ purl, ecosystem }: SbomComponent) =>
  purl === null && PURPOSES.has(ecosystem)
    ? { primaryPackagePurpose: ecosystem.toUpperCase().replaceAll('-', '_') }
    : {}

/** The specification has a type of its own for each purpose, which runs from what is used to who uses it. */
const TYPES: Record<Scope, string> = {
  runtime: 'RUNTIME_DEPENDENCY_OF',
  optional: 'OPTIONAL_DEPENDENCY_OF',
  test: 'TEST_DEPENDENCY_OF',
  development: 'DEV_DEPENDENCY_OF',
}

async function* relationships({ root, edges }: Sbom, refs: References) {
  yield relationship(DOCUMENT, 'DESCRIBES', refs.of(root.id))
  for await (const edge of edges) for (const to of edge.to) yield relationshipOf(edge, to, refs)
}

const relationshipOf = ({ from, scope }: SbomEdges, to: string, refs: References) =>
  scope
    ? relationship(refs.of(to), TYPES[scope], refs.of(from))
    : relationship(refs.of(from), 'DEPENDS_ON', refs.of(to))

const relationship = (spdxElementId: string, relationshipType: string, relatedSpdxElement: string) => ({
  spdxElementId,
  relationshipType,
  relatedSpdxElement,
})

/** To be taken last: packages fill the map. */
async function* extracted(named: NamedLicenses) {
  for (const [licenseId, name] of named) yield { licenseId, extractedText: name, name }
}
