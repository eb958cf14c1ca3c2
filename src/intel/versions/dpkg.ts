import { boundedText } from './bounded-text.ts'
import { compareDpkgParts } from './compare-dpkg-parts.ts'
import { isMarkedPrerelease } from './is-marked-prerelease.ts'
import { leadingNumbers } from './leading-numbers.ts'
import type { VersionScheme } from './scheme.ts'

interface DpkgVersion {
  epoch: number
  upstream: string
  /** Empty where there is none, which is the same as `0`. */
  revision: string
}

const EPOCH = /^\d+$/
const UPSTREAM = /^[A-Za-z0-9][A-Za-z0-9.+~:-]*$/
const REVISION = /^[A-Za-z0-9.+~]+$/
const MAX_EPOCH = 2 ** 31 - 1

/** Debian's `epoch:upstream-revision`, deb-version(7). An upstream version that begins with a letter is against policy, but dpkg takes it. */
export const dpkg = {
  id: 'dpkg',
  parse(text) {
    const bounded = boundedText(text) ?? ''
    const colon = bounded.indexOf(':')
    const epoch = colon < 0 ? '0' : bounded.slice(0, colon)
    const rest = bounded.slice(colon + 1)
    const hyphen = rest.lastIndexOf('-')
    const upstream = hyphen < 0 ? rest : rest.slice(0, hyphen)
    const revision = hyphen < 0 ? '' : rest.slice(hyphen + 1)
    if (!EPOCH.test(epoch) || Number(epoch) > MAX_EPOCH || !UPSTREAM.test(upstream)) return undefined
    if (hyphen >= 0 && !REVISION.test(revision)) return undefined
    return { epoch: Number(epoch), upstream, revision }
  },
  compare(a, b) {
    return (
      a.epoch - b.epoch ||
      compareDpkgParts(a.upstream, b.upstream) ||
      compareDpkgParts(a.revision, b.revision)
    )
  },
  release: (version) => leadingNumbers(version.upstream),
  isPrerelease: (version) => isMarkedPrerelease(version.upstream),
} satisfies VersionScheme<DpkgVersion>
