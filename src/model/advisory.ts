import type { CvssRating } from './observation.ts'
import type { Severity } from './severity.ts'

/** One end of a range, in the order in which the record tells them (OSV `affected[].ranges[].events[]`). */
export type RangeEvent =
  | { introduced: string }
  | { fixed: string }
  | { lastAffected: string }
  | { limit: string }

export interface VersionRange {
  /** `SEMVER` and `ECOSYSTEM` are compared; `GIT` speaks of commits, which package versions cannot be held against. */
  type: 'SEMVER' | 'ECOSYSTEM' | 'GIT'
  events: RangeEvent[]
}

/** Versions that ranges call fixed. Those of commits name none. */
export const fixedVersions = (ranges: readonly VersionRange[]): string[] =>
  ranges.flatMap(({ type, events }) =>
    type === 'GIT' ? [] : events.flatMap((event) => ('fixed' in event ? [event.fixed] : [])),
  )

/** A package that an advisory speaks of. It is affected in a version that one of `versions` names or one of `ranges` holds. */
export interface AffectedPackage {
  /** OSV's name of the ecosystem, with its suffix: `npm`, `PyPI`, `Debian:12`, `Alpine:v3.19`. */
  ecosystem: string
  /** As the ecosystem writes it: `@scope/name`, `group:artifact`, `github.com/owner/module`. */
  name: string
  ranges: VersionRange[]
  versions: string[]
  /** Functions, methods and types that are affected, as the record writes them; absent where it does not say. */
  symbols?: string[]
}

/** A known vulnerability, or a package that is malicious, as one feed tells it. Optional fields are absent where it does not say. */
export interface Advisory {
  /** The record's own id: `GHSA-…`, `CVE-…`, `PYSEC-…`, `DSA-…`, `MAL-…`. */
  id: string
  /** Other ids of the same vulnerability. */
  aliases: string[]
  /** Ids of what a distribution's record passes on from upstream: each is a vulnerability of its own. */
  upstream: string[]
  related: string[]
  summary?: string
  /** Markdown. */
  details?: string
  /** ISO 8601. */
  published?: string
  /** ISO 8601. Of two records of one id the later one is right. */
  modified: string
  /** ISO 8601, when the record was taken back or the id rejected. */
  withdrawn?: string
  withdrawnReason?: string
  /** The source's own word. */
  severity?: Severity
  cvss: CvssRating[]
  /** CWE numbers. */
  cwes: number[]
  references: { type: string; url: string }[]
  affected: AffectedPackage[]
  /** The package itself is the attack: every version that is named must go. */
  malicious: boolean
}
