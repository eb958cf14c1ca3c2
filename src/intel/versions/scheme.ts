/** How one ecosystem reads and orders versions. Pure; `V` is the scheme's own and opaque to everyone else. */
export interface VersionScheme<V = unknown> {
  /** Kebab-case, as the field calls it: `semver`, `pep440`, `dpkg`, `rpm`. */
  id: string
  /** Undefined for a text that is no version in this scheme: callers report it, nobody guesses. */
  parse(text: string): V | undefined
  /** Negative, zero or positive, as `a` comes before, with or after `b`. */
  compare(a: V, b: V): number
  /** The release's numbers, most significant first (`[1, 2, 3]`), to tell a patch from a minor and a major change; undefined where the scheme has none. */
  release(version: V): number[] | undefined
  /** Whether it comes before a release: alpha, beta, candidate, snapshot, development build. */
  isPrerelease(version: V): boolean
}
