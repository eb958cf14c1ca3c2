import type { ReachEvidence } from './reachability.ts'

/** A package version that an asset uses, as a report lists it. */
export interface Component {
  type: 'component'
  /** The report's own reference (bom-ref, SPDXID), unique in the report; links point at it. */
  ref: string
  name: string
  /** Group, namespace or scope, when the report has it apart from the name. */
  group?: string
  version?: string
  purl?: string
  cpe?: string
  /** CycloneDX words: `library`, `application`, `operating-system`, `container`, `file`, … */
  componentType?: string
  /** SPDX ids or expressions, or the report's words. */
  licenses?: string[]
  /** Algorithm → hex digest. */
  hashes?: Record<string, string>
  scope?: 'runtime' | 'development' | 'optional' | 'test'
  direct?: boolean
  /** Why its publishers say not to use it any more, in their words. */
  deprecated?: string
  /** Ranges that manifests allow, as they write them (`^1.2.0`), of what they name themselves. */
  wanted?: string[]
  supplier?: string
  /** Manifest, lockfile or layer path that brings it in. */
  path?: string
  /** True for the thing the report describes itself (the root of the graph). */
  root?: boolean
  /** How near it is to what runs, where the report tells. */
  reach?: ComponentReach
}

/** How near a package is to what runs, and what code uses of it: `module#name` → first place. */
export interface ComponentReach extends ReachEvidence {
  uses?: Record<string, string>
}

/** Edges of the dependency graph: `ref` uses each of `dependsOn` (references within the same report). */
export interface Dependency {
  type: 'dependency'
  ref: string
  dependsOn: string[]
}
