import { boundedText } from './bounded-text.ts'
import { compareText } from './compare-text.ts'
import { compareRankedParts, type RankedPart } from './ranked-parts.ts'
import type { VersionScheme } from './scheme.ts'

interface ComposerVersion {
  /** Of `dev-main`; such a version has nothing else. */
  branch?: string
  parts: RankedPart[]
  release?: number[]
}

const MODIFIER =
  '[._-]?(?:(?<stage>stable|beta|b|rc|alpha|a|patch|pl|p)(?<stageNumber>[.-]?\\d+(?:[.-]\\d+)*)?)?(?<dev>[.-]?dev)?$'
const CLASSICAL = new RegExp(`^v?(?<release>\\d{1,5}(?:\\.\\d+){0,3})${MODIFIER}`, 'i')
const DATED = new RegExp(`^v?(?<release>\\d{4}(?:[.:-]?\\d{2}){1,6}(?:[.:-]?\\d{1,3}){0,2})${MODIFIER}`, 'i')
const NUMBERED_BRANCH = /^v?(\d+(?:\.(?:\d+|[x*])){0,3})[.-]?dev$/i

/** From earliest to latest, by first letter: dev, alpha, beta, RC. */
const STAGES = ['d', 'a', 'b', 'r']
const DEV = 0
const END = STAGES.length
const NUMBER = END + 1
const PATCH = END + 2

/** What Composer puts for the `x` of `1.x-dev`, so that a branch comes after all its releases. */
const ANY = '9999999'

/**
 * PHP packages, composer/semver: https://getcomposer.org/doc/articles/versions.md. Up to four numbers or a date, then alpha, beta, RC or
 * patch. Branches (`dev-main`) have no order with releases in Composer; here they come before all of them, by name.
 */
export const composer = {
  id: 'composer',
  parse(text) {
    const bounded = boundedText(text)?.replace(/^([^,\s]+) +as +[^,\s]+$/, '$1')
    const name = bounded?.replace(/@(?:stable|rc|beta|alpha|dev)$/i, '')
    if (!name) return undefined
    if (/^(?:dev-|(?:master|trunk|default)$)/i.test(name))
      return { branch: name.replace(/^dev-/i, ''), parts: [] }
    return readVersion(name.replace(/^([^,\s+]+)\+\S+$/, '$1'))
  },
  compare(a, b) {
    if (a.branch !== undefined && b.branch !== undefined) return compareText(a.branch, b.branch)
    if (a.branch !== undefined || b.branch !== undefined) return a.branch === undefined ? 1 : -1
    return compareRankedParts(a.parts, b.parts, END)
  },
  release: (version) => version.release,
  isPrerelease: ({ branch, parts }) => branch !== undefined || parts.some((part) => part.rank < END),
} satisfies VersionScheme<ComposerVersion>

function readVersion(text: string): ComposerVersion | undefined {
  const classical = CLASSICAL.exec(text)?.groups
  const found = classical ?? DATED.exec(text)?.groups
  if (!found?.release) return readNumberedBranch(text)
  const numbers = found.release.split(/[.:-]/)
  if (classical) while (numbers.length < 4) numbers.push('0')
  return { parts: [...numbers.map(number), ...modifiers(found)], release: numbers.map(Number) }
}

function modifiers({ stage, stageNumber, dev }: Record<string, string | undefined>): RankedPart[] {
  const first = stage?.charAt(0).toLowerCase()
  if (first === 's') return []
  const parts = first ? [{ rank: first === 'p' ? PATCH : STAGES.indexOf(first) }] : []
  const numbers = stageNumber?.match(/\d+/g)?.map(number) ?? []
  return [...parts, ...numbers, ...(dev ? [{ rank: DEV }] : [])]
}

function readNumberedBranch(text: string): ComposerVersion | undefined {
  const numbers = NUMBERED_BRANCH.exec(text)?.[1]?.split('.')
  if (!numbers) return undefined
  const filled = [...numbers, ANY, ANY, ANY].slice(0, 4).map((part) => (/\d/.test(part) ? part : ANY))
  return { parts: [...filled.map(number), { rank: DEV }] }
}

function number(digits: string): RankedPart {
  return { rank: NUMBER, digits }
}
