import type { Limits } from './contract.ts'

const MiB = 1024 * 1024

/** What is accepted where the configuration does not say otherwise. */
export const DEFAULT_LIMITS: Limits = {
  maxBytes: 4096 * MiB,
  maxElementBytes: 64 * MiB,
  maxDepth: 512,
  maxItems: 10_000_000,
  maxExpansion: 200,
}
