import { rpm } from './rpm.ts'
import type { VersionScheme } from './scheme.ts'

type Compared = Parameters<typeof rpm.compare>[0]

interface CpeVersion {
  version: Compared
  /** Just after it: where a range begins behind a version. */
  isAfter: boolean
}

/**
 * Versions as the NVD names them (`1.0.2k`, `2.0-rc1`, NISTIR 7696): products order theirs in ways of their own, so this is a guess, by
 * numbers and letters, where what is marked as coming before a release does. `>1.2` comes just after 1.2.
 */
export const cpeVersion = {
  id: 'cpe',
  parse(text) {
    const isAfter = text.startsWith('>')
    const plain = text
      .slice(isAfter ? 1 : 0)
      .toLowerCase()
      .replace(/[-_.:\s]?(?=(?:alpha|beta|rc|pre|preview|milestone|snapshot|dev)(?![a-z]))/g, '~')
      .replace(/[-_:\s]/g, '.')
    const version = /\d/.test(plain) ? rpm.parse(plain) : undefined
    return version && { version, isAfter }
  },
  compare: (a, b) => rpm.compare(a.version, b.version) || Number(a.isAfter) - Number(b.isAfter),
  release: ({ version }) => rpm.release(version),
  isPrerelease: ({ version }) => version.version.includes('~'),
} satisfies VersionScheme<CpeVersion>
