import type { DiscoveredTree } from './discover.ts'

/** Version of the document that discovery writes; see src/formats/stance-discovery. */
const VERSION = 1

/** A discovery as the document that is printed, kept and taken in, without what only its completion needed. `at` = when the tree was read. */
export function discoveryDocument(found: DiscoveredTree, at: Date) {
  const { namespaces: _namespaces, flows: _flows, implementations: _implementations, ...told } = found
  return { stanceDiscovery: VERSION, at: at.toISOString(), ...told }
}

export type DiscoveryDocument = ReturnType<typeof discoveryDocument>
