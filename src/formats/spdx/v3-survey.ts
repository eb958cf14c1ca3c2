import type { Input, ReadContext, ReportHeader } from '../contract.ts'
import { eachElement } from '../syntax/json.ts'
import { imageReference } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { PackageGraph } from './graph.ts'
import { edgeOf3 } from './relationships.ts'
import { toolNamed } from './tool.ts'
import {
  creationSchema,
  documentSchema,
  elementSchema,
  licenseSchema,
  namedSchema,
  packageSchema,
  relationshipSchema,
  vulnerabilitySchema,
} from './v3-schema.ts'
import { SecurityProfile } from './v3-security.ts'

export const GRAPH = '/@graph/*'

/** What must be known of a whole SPDX 3 document before its packages can be told. */
export interface Survey {
  header: ReportHeader
  /** Reference of the container image that the document describes. */
  image?: string
  graph: PackageGraph
  security: SecurityProfile
  /** Names of people, organisations and tools, and expressions of licences, by id. */
  names: Map<string, string>
  /** Ids of licences by package; what was concluded stands before what was declared. */
  concluded: Map<string, string>
  declared: Map<string, string>
}

export const isPackage = (type: string): boolean => /(?:^|_|\/)(?:AI|Dataset)?Package$/.test(type)

/** Reads the packages and names, and then the relationships: those of files are many, and are left out. */
export async function survey(input: Input, context: ReadContext): Promise<Survey> {
  const surveyor = new Surveyor()
  // The last reading meets the same flaws and tells them.
  for (const step of ['elements', 'relationships'] as const)
    for await (const element of eachElement(input, context, [GRAPH]))
      if (element.type === 'element') surveyor.take(step, element)
  return surveyor.finish()
}

class Surveyor {
  readonly #graph = new PackageGraph()
  readonly #security = new SecurityProfile()
  readonly #names = new Map<string, string>()
  readonly #concluded = new Map<string, string>()
  readonly #declared = new Map<string, string>()
  readonly #described = new Set<string>()
  readonly #collections = new Map<string, string[]>()
  readonly #images = new Map<string, string>()
  #document: string | undefined
  #created: string | undefined
  #tools: string[] = []

  take(step: 'elements' | 'relationships', element: { where: string; value: unknown; text: string }): void {
    const { data } = elementSchema.safeParse(element.value)
    if (!data) return
    const { type, id = element.where } = data
    const isRelationship = type.endsWith('Relationship')
    if (step === 'relationships' && isRelationship) this.#takeRelationship(type, element.value)
    else if (step === 'elements' && !isRelationship) this.#takeElement(type, id, element)
  }

  finish(): Survey {
    // A document's root may be the bill of materials whose root is the package.
    for (const ref of this.#described)
      for (const root of this.#collections.get(ref) ?? []) this.#described.add(root)
    this.#graph.finish(this.#described)
    const { root } = this.#graph
    const image = root && this.#images.get(root.ref)
    const tool = this.#tools.map((ref) => this.#names.get(ref)).find(Boolean)
    const header = withoutGaps({
      type: 'header' as const,
      ...(tool ? toolNamed(tool) : {}),
      target: image ? imageReference(image).name : (root?.name ?? this.#document),
      producedAt: isoTime(this.#created),
    })
    return {
      header,
      graph: this.#graph,
      security: this.#security,
      names: this.#names,
      concluded: this.#concluded,
      declared: this.#declared,
      ...(image && { image }),
    }
  }

  #takeElement(
    type: string,
    id: string,
    { where, value, text }: { where: string; value: unknown; text: string },
  ): void {
    if (isPackage(type)) this.#takePackage(id, value)
    else if (type === 'CreationInfo') this.#takeCreation(value)
    else if (type === 'SpdxDocument' || type.endsWith('Sbom') || type === 'Bom')
      this.#takeCollection(type, id, value)
    else if (type.endsWith('Vulnerability')) {
      const { data } = vulnerabilitySchema.safeParse(value)
      if (data) this.#security.addVulnerability(id, { vulnerability: data, where, text })
    } else if (/LicenseExpression$|License$|SimpleLicensingText$/.test(type)) {
      const { data } = licenseSchema.safeParse(value)
      this.#name(id, data?.simplelicensing_licenseExpression ?? data?.name)
    } else if (NAMED.has(type)) this.#name(id, readBy(namedSchema, value)?.name)
  }

  #name(id: string, name: string | undefined): void {
    if (name) this.#names.set(id, name)
  }

  #takePackage(id: string, value: unknown): void {
    const { data } = packageSchema.safeParse(value)
    if (!data) return
    const { name, software_packageVersion: version, software_primaryPurpose: purpose } = data
    const groups = data.software_packageUrl === undefined && GROUPS.has(purpose ?? '')
    this.#graph.note(id, { name, ...(version && { version }), package: !groups })
    if (purpose === 'container') this.#images.set(id, name)
  }

  #takeCreation(value: unknown): void {
    const { data } = creationSchema.safeParse(value)
    this.#created ??= data?.created
    this.#tools.push(...(data?.createdUsing ?? []))
  }

  #takeCollection(type: string, id: string, value: unknown): void {
    const { data } = documentSchema.safeParse(value)
    this.#collections.set(id, data?.rootElement ?? [])
    if (type !== 'SpdxDocument') return
    this.#document = data?.name
    for (const root of data?.rootElement ?? []) this.#described.add(root)
  }

  #takeRelationship(type: string, value: unknown): void {
    const { data } = relationshipSchema.safeParse(value)
    if (!data) return
    const { from, to, relationshipType, scope } = data
    this.#security.add(type, data)
    if (relationshipType === 'hasConcludedLicense') this.#license(this.#concluded, from, to[0])
    else if (relationshipType === 'hasDeclaredLicense') this.#license(this.#declared, from, to[0])
    for (const target of to) {
      if (relationshipType === 'describes') this.#described.add(target)
      const edge = edgeOf3(from, relationshipType, target, scope)
      if (edge) this.#graph.add(edge)
    }
  }

  #license(of: Map<string, string>, ref: string, license: string | undefined): void {
    if (license && this.#graph.has(ref)) of.set(ref, license)
  }
}

/** Purposes of what only groups packages where it has no package URL: a lockfile, an operating system. */
const GROUPS = new Set(['application', 'operatingSystem'])

const NAMED = new Set(['Tool', 'Organization', 'Person', 'Agent', 'SoftwareAgent'])
