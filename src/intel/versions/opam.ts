import { boundedText } from './bounded-text.ts'
import { compareDpkgParts } from './compare-dpkg-parts.ts'
import { isMarkedPrerelease } from './is-marked-prerelease.ts'
import { leadingNumbers } from './leading-numbers.ts'
import type { VersionScheme } from './scheme.ts'

interface OpamVersion {
  head: string
  /** After the last hyphen. */
  tail: string
}

const VERSION = /^[A-Za-z0-9._+~-]+$/

/** OCaml packages: Debian's order without epochs, over any text, https://opam.ocaml.org/doc/Manual.html#Version-ordering */
export const opam = {
  id: 'opam',
  parse(text) {
    const bounded = boundedText(text)
    if (!bounded || !VERSION.test(bounded)) return undefined
    const hyphen = bounded.lastIndexOf('-')
    if (hyphen < 0) return { head: bounded, tail: '' }
    return { head: bounded.slice(0, hyphen), tail: bounded.slice(hyphen + 1) }
  },
  compare: (a, b) => compareDpkgParts(a.head, b.head) || compareDpkgParts(a.tail, b.tail),
  release: (version) => leadingNumbers(version.head.replace(/^v/, '')),
  isPrerelease: (version) => isMarkedPrerelease(version.head),
} satisfies VersionScheme<OpamVersion>
