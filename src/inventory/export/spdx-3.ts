import { contentId } from '../../platform/ids.ts'
import { jsonPieces } from '../../platform/json-pieces.ts'
import { VERSION } from '../../platform/version.ts'
import { expressionOf, type NamedLicenses } from './license-expression.ts'
import { fullPurl, packageName } from './package-name.ts'
import type { Sbom, SbomComponent, SbomEdges } from './sbom.ts'

const CREATION = '_:creation'

/** An SPDX 3.0.1 document in JSON-LD, piece by piece: https://spdx.github.io/spdx-spec/v3.0.1/ */
export const writeSpdx3 = (sbom: Sbom): AsyncGenerator<string> =>
  jsonPieces({
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': elements(sbom),
  })

async function* elements(sbom: Sbom): AsyncGenerator<object> {
  const iri = iriOf(sbom)
  yield* head(sbom, iri)
  const licenses = new Licenses(iri)
  yield* packageOf(sbom.root, iri, licenses)
  for await (const component of sbom.components) yield* packageOf(component, iri, licenses)
  for await (const edges of sbom.edges) yield usesOf(edges, iri)
}

type Iri = (id: string) => string

/** Elements keep their ids from one document of an asset to the next. */
const iriOf =
  ({ asset, branch }: Sbom): Iri =>
  (id) =>
    `https://spdx.org/spdxdocs/stance-${asset.id}-${encodeURIComponent(branch)}#${id}`

function* head({ asset, branch, at, serial, root }: Sbom, iri: Iri): Generator<object> {
  yield {
    type: 'CreationInfo',
    '@id': CREATION,
    specVersion: '3.0.1',
    created: at.toISOString().replace(/\.\d+Z$/, 'Z'),
    createdBy: [iri('agent')],
    createdUsing: [iri('tool')],
  }
  yield element('SoftwareAgent', iri('agent'), { name: 'Stance' })
  yield element('Tool', iri('tool'), { name: `Stance-${VERSION}` })
  yield element('SpdxDocument', iri(`document-${serial}`), {
    name: asset.name,
    comment: `What ${asset.name} uses on the branch ${branch}.`,
    profileConformance: ['core', 'software', 'simpleLicensing'],
    rootElement: [iri('sbom')],
  })
  yield element('software_Sbom', iri('sbom'), {
    profileConformance: ['core', 'software', 'simpleLicensing'],
    rootElement: [iri(root.id)],
  })
}

const element = (type: string, spdxId: string, rest: object) => ({
  type,
  spdxId,
  creationInfo: CREATION,
  ...rest,
})

function* packageOf(component: SbomComponent, iri: Iri, licenses: Licenses): Generator<object> {
  yield element('software_Package', iri(component.id), {
    name: packageName(component),
    ...(component.version && { software_packageVersion: component.version }),
    software_packageUrl: fullPurl(component),
    ...purposeOf(component),
    ...(component.paths && { software_sourceInfo: `package found in: ${component.paths.join(', ')}` }),
  })
  yield* licenses.of(component)
}

const PURPOSES: Record<string, string | undefined> = {
  'operating-system': 'operatingSystem',
  'device-driver': 'deviceDriver',
  ...Object.fromEntries(
    [
      'application',
      'container',
      'data',
      'device',
      'file',
      'firmware',
      'framework',
      'library',
      'platform',
      'other',
    ].map((word) => [word, word]),
  ),
}

function purposeOf({ purl, ecosystem }: SbomComponent) {
  const purpose = purl === null ? PURPOSES[ecosystem] : undefined
  return purpose ? { software_primaryPurpose: purpose } : {}
}

/** Licences are elements of their own, each once, before the first package that has it. */
class Licenses {
  readonly #iri: Iri
  readonly #told = new Set<string>()

  constructor(iri: Iri) {
    this.#iri = iri
  }

  *of({ id, licenses }: SbomComponent): Generator<object> {
    const named: NamedLicenses = new Map()
    const expression = expressionOf(licenses, named)
    if (!expression) return
    for (const [ref, name] of named) yield* this.#text(ref, name)
    const license = named.has(expression)
      ? this.#iri(expression)
      : this.#iri(`license-${contentId(expression)}`)
    if (!this.#told.has(license)) yield this.#expression(license, expression, named)
    this.#told.add(license)
    yield element('Relationship', this.#iri(`${id}-license`), {
      from: this.#iri(id),
      relationshipType: 'hasDeclaredLicense',
      to: [license],
    })
  }

  *#text(ref: string, name: string): Generator<object> {
    const spdxId = this.#iri(ref)
    if (this.#told.has(spdxId)) return
    this.#told.add(spdxId)
    yield element('simplelicensing_SimpleLicensingText', spdxId, { name, simplelicensing_licenseText: name })
  }

  #expression(spdxId: string, expression: string, named: NamedLicenses): object {
    return element('simplelicensing_LicenseExpression', spdxId, {
      simplelicensing_licenseExpression: expression,
      ...(named.size > 0 && {
        simplelicensing_customIdToUri: [...named.keys()].map((key) => ({
          type: 'DictionaryEntry',
          key,
          value: this.#iri(key),
        })),
      }),
    })
  }
}

/** To be optional is a type of its own here; all other purposes are the life cycle in which the relationship holds. */
const usesOf = ({ from, to, scope }: SbomEdges, iri: Iri): object =>
  element(
    scope && scope !== 'optional' ? 'LifecycleScopedRelationship' : 'Relationship',
    iri(`${from}-${scope ?? 'uses'}`),
    {
      from: iri(from),
      relationshipType: scope === 'optional' ? 'hasOptionalDependency' : 'dependsOn',
      to: to.map(iri),
      ...(scope && scope !== 'optional' && { scope }),
    },
  )
