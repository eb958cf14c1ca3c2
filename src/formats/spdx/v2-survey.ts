import type { Input, Problem, ReadContext, ReportHeader } from '../contract.ts'
import { problem } from '../problem.ts'
import { UnreadableReport } from '../unreadable.ts'
import { imageReference } from '../values/image-reference.ts'
import { withoutGaps } from '../values/observe.ts'
import { readBy } from '../values/read-schema.ts'
import { isoTime } from '../values/time.ts'
import { PackageGraph } from './graph.ts'
import { edgeOf2 } from './relationships.ts'
import { toolOf } from './tool.ts'
import { type ElementName, eachSpdxElement, type SpdxElement } from './v2-elements.ts'
import { creationSchema, extractedLicenseSchema, knownSchema, relationshipSchema } from './v2-schema.ts'

/** What must be known of a whole SPDX 2 document before its packages can be told. */
export interface Survey {
  header: ReportHeader
  /** Reference of the container image that the document describes. */
  image?: string
  graph: PackageGraph
  /** Names of licences that the document spells out, by `LicenseRef-…`. */
  licenses: Map<string, string>
  /** Relationships that could not be read. */
  problems: Problem[]
}

/** Reads the packages, and then the edges between them: edges to files are many, and are left out. */
export async function survey(input: Input, context: ReadContext): Promise<Survey> {
  const surveyor = new Surveyor()
  const around: ElementName[] = ['version', 'name', 'creation', 'described', 'license', 'package']
  // The last reading meets the same flaws and tells them.
  for await (const element of eachSpdxElement(input, context, around))
    if (element.type === 'spdx') surveyor.take(element.name, element.value)
  for await (const element of eachSpdxElement(input, context, ['relationship']))
    if (element.type === 'problem') surveyor.takeProblem(element)
    else surveyor.takeRelationship(element)
  return surveyor.finish()
}

class Surveyor {
  readonly #graph = new PackageGraph()
  readonly #licenses = new Map<string, string>()
  readonly #described = new Set<string>()
  readonly #images = new Map<string, string>()
  readonly #problems: Problem[] = []
  #isSpdx = false
  #name: string | undefined
  #creation = creationSchema.parse({})

  take(name: ElementName, value: unknown): void {
    if (name === 'version') this.#isSpdx = true
    else if (name === 'name') this.#name = typeof value === 'string' ? value : undefined
    else if (name === 'creation') this.#creation = readBy(creationSchema, value) ?? this.#creation
    else if (name === 'described') this.#described.add(String(value))
    else if (name === 'license') this.#takeLicense(value)
    else if (name === 'package') this.#takePackage(value)
  }

  /** Only flaws of one relationship: those of the document are met, and told, by the reading of its packages. */
  takeProblem(flaw: Problem): void {
    if (/^\/relationships\/\d+$/.test(flaw.where)) this.#problems.push(flaw)
  }

  finish(): Survey {
    if (!this.#isSpdx)
      throw new UnreadableReport(
        'broken',
        'This does not read as an SPDX document: it has no spdxVersion. Choose the right format, or send the file again.',
      )
    this.#graph.finish(this.#described)
    const { root } = this.#graph
    const image = root && this.#images.get(root.ref)
    const target = (image ? imageReference(image).name : (root?.name ?? this.#name))?.trim() || undefined
    const header = withoutGaps({
      type: 'header' as const,
      ...toolOf(this.#creation.creators),
      target,
      producedAt: isoTime(this.#creation.created),
    })
    return {
      header,
      graph: this.#graph,
      licenses: this.#licenses,
      problems: this.#problems,
      ...(image && { image }),
    }
  }

  #takeLicense(value: unknown): void {
    const { data } = extractedLicenseSchema.safeParse(value)
    const name = data?.name === 'NOASSERTION' ? undefined : data?.name
    const short = data?.extractedText && data.extractedText.length <= 80 ? data.extractedText : undefined
    if (data && (name ?? short)) this.#licenses.set(data.licenseId, (name ?? short) as string)
  }

  #takePackage(value: unknown): void {
    const { data } = knownSchema.safeParse(value)
    if (!data) return
    const { SPDXID: ref, name, versionInfo: version, primaryPackagePurpose: purpose } = data
    // Of a document that breaks off, the version may be what is missing.
    if (ref.startsWith('SPDXRef-')) this.#isSpdx = true
    this.#graph.note(ref, {
      name,
      ...(version && { version }),
      package: hasPurl(data.externalRefs) || !GROUPS.test(ref),
    })
    if (purpose === 'CONTAINER' || ref.startsWith('SPDXRef-ContainerImage')) this.#images.set(ref, name)
  }

  takeRelationship({ where, value }: SpdxElement): void {
    const { data } = relationshipSchema.safeParse(value)
    if (!data) {
      this.#problems.push(problem(where, 'left out, because it is no relationship of two elements'))
      return
    }
    const { spdxElementId: from, relationshipType: type, relatedSpdxElement: to } = data
    // Trivy wrote DESCRIBE for a while.
    if (type === 'DESCRIBES' || type === 'DESCRIBE') this.#described.add(to)
    else if (type === 'DESCRIBED_BY') this.#described.add(from)
    const edge = edgeOf2(from, type, to)
    if (edge) this.#graph.add(edge)
  }
}

/** Trivy's ids of what only groups packages. */
const GROUPS = /^SPDXRef-(?:OperatingSystem|Application|ContainerImage|Filesystem|Repository)-/

const hasPurl = (refs: unknown): boolean =>
  Array.isArray(refs) && refs.some((ref) => String(ref?.referenceType).endsWith('purl'))
