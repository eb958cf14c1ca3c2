import type { Problem } from '../contract.ts'
import { UnreadableReport } from '../unreadable.ts'
import { DependencyGraph } from '../values/dependency-graph.ts'
import { readBy } from '../values/read-schema.ts'
import { fullName, isBuilt, propertyOf } from './component.ts'
import type { Part, PartName } from './parts.ts'
import { type BomComponent, componentSchema, dependencySchema, metadataSchema } from './schema.ts'

/** What is kept of each component while the document is read a second time: all in one shape, for there may be hundreds of thousands. */
export interface Known {
  name: string
  version: string | undefined
  purl: string | undefined
  /** False for what only groups packages: a lockfile, an operating system. */
  package: boolean
  /** Path of the manifest that it stands for. */
  manifest: string | undefined
  /** Where it was found; known once the component itself has been told. */
  path: string | undefined
  /** The component has been told. */
  told: boolean
}

/** What must be known of the whole BOM before any part of it can be told. */
export interface Survey {
  metadata: ReturnType<typeof metadataSchema.parse>
  /** The component that the BOM describes. */
  root?: { ref: string; where: string; component: BomComponent }
  /** Every component, and what uses what. */
  graph: DependencyGraph<Known>
}

/** The parts that it looks at. */
export const SURVEYED: PartName[] = ['bom', 'metadata', 'component', 'service', 'dependency']

/** Goes over the parts of a BOM once. Throws UnreadableReport when it is none. */
export async function survey(
  parts: AsyncIterable<Part | Problem> | Iterable<Part | Problem>,
): Promise<Survey> {
  const found: Survey = { metadata: metadataSchema.parse({}), graph: new DependencyGraph() }
  let isBom = false
  for await (const part of parts) {
    // The second reading meets the same flaws and tells them.
    if (part.type === 'problem') continue
    if (part.name === 'bom') isBom = true
    else if (part.name === 'metadata') readMetadata(part, found)
    else if (part.name === 'dependency') readDependency(part, found)
    else if (part.name !== 'vulnerability') note(part.value, part.where, found)
  }
  if (!isBom)
    throw new UnreadableReport(
      'broken',
      'This does not read as a CycloneDX BOM: it has no specVersion (JSON) or bom element (XML). Choose the right format.',
    )
  if (found.root) found.graph.walkFrom([found.graph.find(found.root.ref)])
  return found
}

function readMetadata(part: Part, found: Survey): void {
  const { data } = metadataSchema.safeParse(part.value)
  if (!data) return
  found.metadata = data
  const component = readBy(componentSchema, data.component)
  if (!component) return
  const where = `${part.where}/component`
  found.root = { ref: component['bom-ref'] ?? where, where, component }
  note(data.component, where, found)
}

function readDependency(part: Part, { graph }: Survey): void {
  const { data } = dependencySchema.safeParse(part.value)
  if (data) graph.add(data.ref, data.dependsOn)
}

/** The fields of a component that the survey needs; the rest waits for the second reading. */
const knownSchema = componentSchema.pick({
  'bom-ref': true,
  type: true,
  group: true,
  name: true,
  version: true,
  purl: true,
  components: true,
  services: true,
})

/** Remembers a component and those inside it. */
function note(value: unknown, where: string, found: Survey): void {
  const { data } = knownSchema.safeParse(value)
  if (!data) return
  const node = found.graph.at(data['bom-ref'] ?? where)
  node.value ??= knownOf(data, value, node.ref)
  for (const [inner, place] of insideOf(data, where)) note(inner, place, found)
}

function knownOf(component: ReturnType<typeof knownSchema.parse>, value: unknown, ref: string): Known {
  const { version, purl, type } = component
  const groups =
    type === 'application' || type === 'operating-system'
      ? purl === undefined || isBuilt(propertiesSchema.parse(value))
      : false
  return {
    name: fullName(component),
    version: version || undefined,
    // Most tools refer to a package by its package URL: one copy of the text will do.
    purl: purl === ref ? ref : purl || undefined,
    package: !groups,
    manifest: groups && purl === undefined && isManifest(value) ? component.name : undefined,
    path: undefined,
    told: false,
  }
}

/** Trivy puts a lockfile between the application and its packages; its name is the lockfile's path. */
const isManifest = (value: unknown): boolean =>
  propertyOf(propertiesSchema.parse(value), 'aquasecurity:trivy:Class') === 'lang-pkgs'

const propertiesSchema = componentSchema.pick({ properties: true })

/** The components and services inside one, with their places. */
export function* insideOf(
  { components, services }: Pick<BomComponent, 'components' | 'services'>,
  where: string,
): Generator<[unknown, string]> {
  for (const [index, inner] of components.entries()) yield [inner, `${where}/components/${index}`]
  for (const [index, inner] of services.entries()) yield [inner, `${where}/services/${index}`]
}
