import { jsonPieces } from '../../platform/json-pieces.ts'
import { cyclonedxHead } from './cyclonedx-head.ts'
import { licenseOf } from './license.ts'
import { fullPurl } from './package-name.ts'
import type { Sbom, SbomComponent, SbomEdges } from './sbom.ts'

/** A CycloneDX BOM, piece by piece: https://cyclonedx.org/docs/1.7/json/ */
export const writeCyclonedx = (version: '1.6' | '1.7') => (sbom: Sbom) =>
  jsonPieces({
    ...cyclonedxHead(version, sbom, componentOf(sbom.root, sbom.root)),
    components: map(sbom.components, (component) => componentOf(component, sbom.root)),
    dependencies: dependencies(sbom.edges),
  })

async function* map<T, R>(items: AsyncIterable<T>, of: (item: T) => R): AsyncGenerator<R> {
  for await (const item of items) yield of(item)
}

/** Rows of one component that differ in the scope of what it uses are one entry here. */
async function* dependencies(
  edges: AsyncIterable<SbomEdges>,
): AsyncGenerator<{ ref: string; dependsOn: string[] }> {
  let open: { ref: string; dependsOn: string[] } | undefined
  for await (const { from, to } of edges) {
    if (open?.ref === from) open.dependsOn.push(...to)
    else {
      if (open) yield open
      open = { ref: from, dependsOn: to }
    }
  }
  if (open) yield open
}

const componentOf = (component: SbomComponent, root: SbomComponent) => ({
  'bom-ref': component.id,
  type: typeOf(component, root),
  ...(component.namespace && { group: component.namespace }),
  name: component.name,
  ...(component.version && { version: component.version.slice(0, MOST_VERSION_CHARS).toWellFormed() }),
  ...(component.scope && { scope: SCOPES[component.scope] }),
  ...hashesOf(component),
  ...licensesOf(component.licenses),
  purl: fullPurl(component),
  ...(component.paths && {
    evidence: { occurrences: component.paths.map((location) => ({ location })) },
  }),
  ...propertiesOf(component, root),
})

/** The schema's own limit; a longer one stands in a property. */
const MOST_VERSION_CHARS = 1024

const TYPES = new Set([
  'application',
  'framework',
  'library',
  'container',
  'platform',
  'operating-system',
  'device',
  'device-driver',
  'firmware',
  'file',
  'machine-learning-model',
  'data',
  'cryptographic-asset',
])

function typeOf({ id, purl, ecosystem, built }: SbomComponent, root: SbomComponent): string {
  if (purl === null) return TYPES.has(ecosystem) ? ecosystem : 'library'
  if (ecosystem === 'oci' || ecosystem === 'docker') return 'container'
  return built || id === root.id ? 'application' : 'library'
}

/** `excluded` is the specification's word for what is there for other purposes than running. */
const SCOPES = {
  runtime: 'required',
  optional: 'optional',
  test: 'excluded',
  development: 'excluded',
} as const

const hashesOf = ({ hashes }: SbomComponent) =>
  hashes && {
    hashes: Object.entries(hashes).map(([alg, content]) => ({ alg, content })),
  }

/** One expression, or else a list of ids and names: the specification allows no mixture. */
function licensesOf(texts: readonly string[]) {
  const [license, ...others] = [...new Set(texts)].map(licenseOf)
  if (!license) return {}
  if (others.length === 0 && license.kind === 'expression')
    return { licenses: [{ expression: license.text }] }
  return {
    licenses: [license, ...others].map(({ kind, text }) => ({
      license: kind === 'id' ? { id: text } : { name: text },
    })),
  }
}

/** What the specification has no place for; src/formats/cyclonedx reads it again. */
function propertiesOf(component: SbomComponent, root: SbomComponent) {
  const { scope, purl, ecosystem, version, deprecated, wanted } = component
  const properties = [
    ...(component.built && component.id !== root.id ? [{ name: 'stance:root', value: 'true' }] : []),
    ...(version.length > MOST_VERSION_CHARS ? [{ name: 'stance:version', value: version }] : []),
    ...(scope === 'test' ? [{ name: 'stance:scope', value: scope }] : []),
    ...(deprecated ? [{ name: 'stance:deprecated', value: deprecated }] : []),
    ...(wanted ?? []).map((value) => ({ name: 'stance:range', value })),
    ...(purl === null && !TYPES.has(ecosystem) ? [{ name: 'stance:type', value: ecosystem }] : []),
  ]
  return properties.length > 0 ? { properties } : {}
}
