import type { Judgement } from '../matching/affects.ts'
import type { VersionScheme } from '../versions/scheme.ts'

/** How far an upgrade goes, by the numbers of the release. */
export type Step = 'patch' | 'minor' | 'major'

export interface CleanVersions {
  /** The least version above that no record calls affected; null where none is known. */
  smallest: { version: string; step: Step } | null
  /** The least of each step, where there is one. */
  byStep: Partial<Record<Step, string>>
  /** The least that the manifests' ranges allow as they are; null where none does, or where no range is known. */
  allowed: string | null
}

export interface CleanArgs {
  current: string
  /** Versions that exist, as far as is known: those that records call fixed, and those that are in use. */
  candidates: Iterable<string>
  scheme: VersionScheme
  /** What each record about the package says of a version. */
  judges: readonly ((version: string) => Pick<Judgement, 'verdict'>)[]
  /** Whether the manifests' ranges allow a version; left out where they are not known. */
  allows?: ((version: string) => boolean) | undefined
}

/**
 * Among the versions that are known to exist, the least above the current one that leaves no known advisory of this package. A version
 * of which a record cannot tell is not offered. Pre-releases are offered only to who runs one.
 */
export function cleanVersions({ current, candidates, scheme, judges, allows }: CleanArgs): CleanVersions {
  const own = scheme.parse(current)
  if (own === undefined) return NO_WAY_OUT
  const above = [...new Set(candidates)]
    .flatMap((text) => {
      const at = scheme.parse(text)
      return at !== undefined && scheme.compare(at, own) > 0 ? [{ text, at }] : []
    })
    .filter(({ at }) => scheme.isPrerelease(own) || !scheme.isPrerelease(at))
    .sort((a, b) => scheme.compare(a.at, b.at))
  const byStep: Partial<Record<Step, string>> = {}
  let smallest: CleanVersions['smallest'] = null
  let allowed: string | null = null
  for (const { text, at } of above) {
    const step = stepOf(scheme.release(own), scheme.release(at))
    const mayAllow = allowed === null && allows?.(text)
    if (byStep[step] !== undefined && !mayAllow) continue
    if (!judges.every((judge) => judge(text).verdict === 'unaffected')) continue
    byStep[step] ??= text
    if (mayAllow) allowed = text
    smallest ??= { version: text, step }
  }
  return { smallest, byStep, allowed }
}

export const NO_WAY_OUT: CleanVersions = { smallest: null, byStep: {}, allowed: null }

/** Below 1.0 the second number breaks things, as the first does above (https://semver.org, item 4). */
function stepOf(from: number[] | undefined, to: number[] | undefined): Step {
  if (!from || !to) return 'major'
  const first = from.findIndex((number, i) => number !== (to[i] ?? 0))
  if (first === 0) return 'major'
  const unstable = from[0] === 0
  if (first === 1) return unstable ? 'major' : 'minor'
  return unstable && first === -1 && to.length > from.length ? 'minor' : 'patch'
}
