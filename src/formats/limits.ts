import type { Limits } from './contract.ts'

const MiB = 1024 * 1024

/** What the configuration accepts where nobody says otherwise, for whoever reads without one: tests, benches and scripts. */
export const DEFAULT_LIMITS: Limits = {
  maxBytes: 4096 * MiB,
  maxElementBytes: 64 * MiB,
  maxDepth: 200,
  maxItems: 10_000_000,
  maxExpansion: 200,
}
