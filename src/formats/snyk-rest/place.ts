import { z } from 'zod'
import type { Kind } from '../../model/kind.ts'
import type { CodeLocation, Observation } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { label, needed, part, position, text } from '../values/lenient.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'

const pointSchema = part(z.object({ line: position, column: position }))

/** Where an issue is: exactly one of these is there. */
export const representationSchema = z.object({
  dependency: part(z.object({ package_name: needed, package_version: label })),
  sourceLocation: part(
    z.object({ file: needed, region: part(z.object({ start: pointSchema, end: pointSchema })) }),
  ),
  cloudResource: part(
    z.object({
      environment: part(z.object({ type: text, native_id: text, name: text })),
      resource: part(
        z.object({
          id: text,
          native_id: text,
          name: text,
          resource_type: text,
          location: text,
          platform: text,
        }),
      ),
    }),
  ),
  resourcePath: text,
})

type Representation = z.output<typeof representationSchema>

export interface Place {
  kind?: Kind
  fields: Partial<Pick<Observation, 'component' | 'location' | 'related' | 'resource'>>
}

export function placesOf(representations: Representation[], rule: string): Place[] {
  const packages = new Map<string, Place>()
  for (const { dependency } of representations)
    if (dependency) packages.set(JSON.stringify(dependency), packageAt(dependency, rule))
  const resources = representations.flatMap((one) => resourceAt(one))
  const [location, ...related] = representations.flatMap(({ sourceLocation }) => locationAt(sourceLocation))
  if (packages.size > 0)
    return [...packages.values()].map(({ kind, fields }) => ({
      ...(kind && { kind }),
      fields: { ...fields, ...(location && { location, related }) },
    }))
  if (resources.length > 0) return resources
  return [{ fields: location ? { location, related } : {} }]
}

/** Package URL types by the word in Snyk's ids: `SNYK-PYTHON-LID-1`. */
const TYPES: Record<string, string> = byWord({
  JS: 'npm',
  PYTHON: 'pypi',
  JAVA: 'maven',
  GOLANG: 'golang',
  RUBY: 'gem',
  PHP: 'composer',
  DOTNET: 'nuget',
  RUST: 'cargo',
  HEX: 'hex',
  COCOAPODS: 'cocoapods',
  SWIFT: 'swift',
  PUB: 'pub',
})
const SYSTEMS = /^SNYK-(?:ALPINE|DEBIAN|UBUNTU|CENTOS|RHEL|AMZN|ORACLE|SLES|ROCKY|ALMA|WOLFI|CHAINGUARD)/

function packageAt(
  { package_name: name, package_version: version }: NonNullable<Representation['dependency']>,
  rule: string,
): Place {
  const word = /^SNYK-([A-Z]+)-/.exec(rule)?.[1] ?? ''
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined
  const purl = type && purlOf({ type, name, version: version ?? '' })
  return {
    ...(SYSTEMS.test(rule) && { kind: 'container' }),
    fields: { component: { name, ...(version && { version }), ...(purl && { purl }) } },
  }
}

function locationAt(place: Representation['sourceLocation']): CodeLocation[] {
  const path = place && relativePath(place.file)
  if (!path) return []
  const { start, end } = place.region ?? {}
  const at = { line: start?.line, endLine: end?.line, column: start?.column, endColumn: end?.column }
  return [{ path, ...Object.fromEntries(Object.entries(at).filter(([, value]) => value !== undefined)) }]
}

function resourceAt({ cloudResource, resourcePath }: Representation): Place[] {
  if (resourcePath) return [{ fields: { resource: { address: resourcePath } } }]
  const { environment, resource } = cloudResource ?? {}
  const address = resource?.native_id ?? resource?.id ?? resource?.name
  if (!address) return []
  const more = {
    type: resource?.resource_type,
    provider: environment?.type ?? resource?.platform,
    region: resource?.location,
    account: environment?.native_id ?? environment?.name,
  }
  const said = Object.fromEntries(Object.entries(more).filter(([, value]) => value !== undefined))
  return [{ fields: { resource: { address, ...said } } }]
}
