import type { Observation } from './observation.ts'

/**
 * Why a finding is seldom worth a person's time. It is marked and ranked lower, never dropped: `test`, `example`, `generated` and
 * `vendored` tell where the code stands, `development` that the package is no part of what runs, `duplicate` that the report says it
 * twice, `informational` that the tools call it no weakness, `policy` that a policy says so.
 */
export const NOISE = [
  'test',
  'example',
  'generated',
  'vendored',
  'development',
  'duplicate',
  'informational',
  'policy',
] as const
export type Noise = (typeof NOISE)[number]

// Folders and file names by the conventions of the ecosystems' own build tools, not by what any one project calls them.
const PLACES: [Noise, RegExp][] = [
  [
    'test',
    /(?:^|\/)(?:tests?|__tests__|specs?|__mocks__|e2e|testdata|test-?fixtures|src\/(?:test|integrationTest|testFixtures|androidTest))\/|(?:^|\/)(?:test_[^/]+\.py|conftest\.py|[^/]+(?:_test\.(?:go|py|rb|dart|exs)|_spec\.rb|\.(?:test|spec|cy)\.[cm]?[jt]sx?|Tests?\.(?:java|kt|cs|php|swift)|IT\.java))$/,
  ],
  ['example', /(?:^|\/)(?:examples?|samples?|demos?|tutorials?|docs?)\//i],
  [
    'generated',
    /(?:^|\/)(?:generated|__generated__|gen|dist|\.next|storybook-static)\/|\.(?:min\.(?:js|css)|pb\.go|pb\.cc|g\.dart|designer\.cs)$|_pb2(?:_grpc)?\.py$/i,
  ],
  [
    'vendored',
    /(?:^|\/)(?:vendor|vendors|node_modules|bower_components|third[_-]?party|external|Pods|Carthage|site-packages)\//i,
  ],
]

/** Kinds that are about the text of a file. For packages the path names a lockfile or a layer, which says nothing of this. */
const BY_PLACE = new Set(['code', 'secret', 'config', 'data'])

/** The reasons that a file's path gives. */
export const placeNoise = (path: string): Noise[] =>
  PLACES.filter(([, place]) => place.test(path)).map(([noise]) => noise)

/** The reasons that one observation gives; not `duplicate`, which only its report knows, nor `informational`, which its severity says. */
export function noiseOf(o: Observation): Noise[] {
  const path = o.location?.path
  const found = path && BY_PLACE.has(o.kind) ? placeNoise(path) : []
  if (o.component?.scope === 'development' || o.component?.scope === 'test') found.push('development')
  return found
}

/** With what a severity's rank (0 unknown … 5 critical) says. */
export const allNoise = (noise: readonly Noise[], severity: number): Noise[] =>
  severity === 1 ? [...noise, 'informational'] : [...noise]
