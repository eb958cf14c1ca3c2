import type { AssetKind } from '../../model/asset.ts'

/** What an asset uses on one branch, as all tools together tell it. */
export interface Sbom {
  asset: { id: string; name: string; kind: AssetKind }
  branch: string
  /** When a tool last listed any of it. */
  at: Date
  /** The same for the same content: a UUID. */
  serial: string
  /** What the document describes: the one root that the tools name, or else the asset itself. */
  root: SbomComponent
  /** All but the root, in order of their names. */
  components: AsyncIterable<SbomComponent>
  /** In order of where they start. */
  edges: AsyncIterable<SbomEdges>
}

export interface SbomComponent {
  id: string
  purl: string | null
  /** Package URL type; without a package URL what kind of thing it is. */
  ecosystem: string
  namespace: string
  name: string
  version: string
  licenses: string[]
  /** null = no tool tells. */
  direct: boolean | null
  scope: Scope | null
  /** Whether it is built here: the asset's own root, or one of several. */
  built: boolean
  /** Manifests, lockfiles and layers that bring it in. */
  paths: string[] | null
  /** What this use adds to the package URL, as it is written there: `distro=debian-12&upstream=openssl`. */
  qualifiers: string | null
  /** Why its publishers say not to use it any more; null where nobody does. */
  deprecated: string | null
  /** Ranges that manifests allow; null where none names it. */
  wanted: string[] | null
  /** Algorithm as CycloneDX writes it → hex digest. Only a tree that was just read has them. */
  hashes?: Record<string, string>
}

export type Scope = 'runtime' | 'optional' | 'test' | 'development'

/** What one component uses, of those that are used in one way. */
export interface SbomEdges {
  from: string
  to: string[]
  scope: Scope | null
}
