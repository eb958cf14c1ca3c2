import type { DiscoveredTree } from './discover.ts'

/** Version of the document that discovery writes; see src/formats/stance-discovery. */
const VERSION = 1

/** A discovery as the document that is printed, kept and taken in. `at` = when the tree was read. */
export const discoveryDocument = (found: DiscoveredTree, at: Date) => ({
  stanceDiscovery: VERSION,
  at: at.toISOString(),
  ...found,
})

export type DiscoveryDocument = ReturnType<typeof discoveryDocument>
