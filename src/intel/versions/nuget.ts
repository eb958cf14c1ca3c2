import { boundedText } from './bounded-text.ts'
import { compareRankedParts, type RankedPart } from './ranked-parts.ts'
import type { VersionScheme } from './scheme.ts'

interface NuGetVersion {
  /** Always four: major, minor, patch, revision. */
  numbers: number[]
  labels: RankedPart[]
}

const VERSION =
  /^(\d+(?:\.\d+){0,3})(?:-([0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*))?(?:\+[0-9A-Za-z-]+(?:\.[0-9A-Za-z-]+)*)?$/

/** .NET holds each number in 32 bits and refuses what is larger. */
const MAX_NUMBER = 2 ** 31 - 1

/** .NET packages: https://learn.microsoft.com/en-us/nuget/concepts/package-versioning. Labels without case, metadata does not count. */
export const nuget = {
  id: 'nuget',
  parse(text) {
    const [, release, label] = VERSION.exec(boundedText(text) ?? '') ?? []
    if (!release) return undefined
    const numbers = [...release.split('.').map(Number), 0, 0, 0].slice(0, 4)
    const labels = label?.toLowerCase().split('.') ?? []
    if (numbers.some((number) => number > MAX_NUMBER) || labels.some(isPadded)) return undefined
    return { numbers, labels: labels.map(rankedPart) }
  },
  compare(a, b) {
    for (let i = 0; i < 4; i++) {
      const order = (a.numbers[i] ?? 0) - (b.numbers[i] ?? 0)
      if (order) return order
    }
    // The release comes after all its labels; among labels, the shorter of two that begin alike comes first.
    if (!a.labels.length || !b.labels.length) return b.labels.length - a.labels.length
    return compareRankedParts(a.labels, b.labels, 0)
  },
  release: (version) => version.numbers,
  isPrerelease: (version) => version.labels.length > 0,
} satisfies VersionScheme<NuGetVersion>

function rankedPart(label: string): RankedPart {
  return /^\d+$/.test(label) ? { rank: 1, digits: label } : { rank: 2, text: label }
}

function isPadded(label: string): boolean {
  return /^0\d+$/.test(label)
}
