import type { Limits } from '../../../formats/contract.ts'

const MiB = 1024 * 1024

/** What a feed's file may hold at most. Ten times what the largest public one does, so that only what is no feed meets them. */
export const FEED_LIMITS: Limits = {
  maxBytes: 16_384 * MiB,
  maxElementBytes: 16 * MiB,
  maxDepth: 128,
  maxItems: 50_000_000,
  maxExpansion: 200,
}
