import semver, { type SemVer } from 'semver'
import { boundedText } from './bounded-text.ts'
import type { VersionScheme } from './scheme.ts'

/** Releases of Go itself, which advisories call `stdlib` and `toolchain`: `go1.21.3`, `1.21rc2`, `go1.22.4-custom`. */
const TOOLCHAIN = /^(?:go)?(\d+\.\d+)(\.\d+)?(?:(beta|rc)(\d+))?$/
const VENDOR_OF_TOOLCHAIN = /^(go[\d.a-z]*)[-+\s](?!pre\d).*$/
const SHORT = /^(?:v|go)?(\d+)$/

/**
 * Go modules (`golang.org/x/mod/semver`: `v` in front, short forms, pseudo-versions, `+incompatible`) and Go itself. The Go vulnerability
 * database tells both as semantic versions, so `1.21rc2` is 1.21.0-rc.2 and a bare `go1.21` the release 1.21.0.
 */
export const go = {
  id: 'go',
  parse(text) {
    // What a vendor puts after Go's own version says who built it; Go ignores it in comparisons.
    const bounded = boundedText(text)?.replace(VENDOR_OF_TOOLCHAIN, '$1')
    if (!bounded) return undefined
    const [, minor, patch, stage, number] = TOOLCHAIN.exec(bounded.replace(/^v(?=\d+\.\d+$)/, '')) ?? []
    if (minor) return strict(`${minor}${patch ?? '.0'}${stage ? `-${stage}.${number}` : ''}`)
    return strict(bounded.replace(SHORT, '$1.0.0'))
  },
  compare: (a, b) => a.compare(b),
  release: (version) => [version.major, version.minor, version.patch],
  isPrerelease: (version) => version.prerelease.length > 0,
} satisfies VersionScheme<SemVer>

function strict(text: string): SemVer | undefined {
  return semver.parse(text) ?? undefined
}
