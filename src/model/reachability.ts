/** How near a package's weak part is to what runs, from farthest to nearest; its place in the list is what is stored. */
export const REACHES = ['absent', 'present', 'imported', 'called', 'loaded'] as const
export type Reach = (typeof REACHES)[number]

/** Place of a reach on the ladder: 0 = not there at all, 4 = seen loaded while it ran. */
export const reachRank = (reach: Reach): number => REACHES.indexOf(reach)

/** What a tool says of it. */
export interface Reachability {
  level: Reach
  /** The tool followed the calls and says that it goes no further than `level`. */
  atMost?: true
  /** A place, a stack, the tool's own word. */
  evidence?: string
}

/** Who says how far something is reached, with the place that shows it. */
export interface ReachEvidence {
  level: Reach
  /** A tool that follows calls says that it goes no further. */
  atMost: boolean
  evidence: string
  /** 0–1. */
  confidence: number
}

/**
 * What all evidence says together: what was seen to be called or loaded counts for itself; without that, a tool that followed the calls
 * and stopped short counts more than an import; else the nearest. Undefined without evidence.
 */
export function reachOf(all: readonly Pick<ReachEvidence, 'level' | 'atMost'>[]): Reach | undefined {
  const seen = all.filter(({ atMost }) => !atMost).map(({ level }) => reachRank(level))
  const bounds = all.filter(({ atMost }) => atMost).map(({ level }) => reachRank(level))
  const nearest = Math.max(-1, ...seen)
  if (nearest >= reachRank('called')) return REACHES[nearest]
  if (bounds.length > 0) return REACHES[Math.min(...bounds)]
  return REACHES[nearest]
}
