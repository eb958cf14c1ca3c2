import semver from 'semver'
import { pep440 } from './pep440.ts'
import { rubygems } from './rubygems.ts'
import type { VersionScheme } from './scheme.ts'

type Allows = (version: string, range: string) => boolean

const npm: Allows = (version, range) => semver.satisfies(version, range.replace(/^npm:(?:@?[^@]+)@/, ''))

/** A version alone stands for all that are compatible. https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
const cargo: Allows = (version, range) =>
  range.split(',').every((part) => semver.satisfies(version, part.trim().replace(/^(?=\d)/, '^')))

/** `~1.2` allows all of 1; https://getcomposer.org/doc/articles/versions.md */
const composer: Allows = (version, range) =>
  range.split(/\s*\|\|?\s*/).some((part) =>
    semver.satisfies(
      version.replace(/^v/, ''),
      part
        .replace(/@\w+/g, '')
        .replaceAll(',', ' ')
        .replace(/~(\d+\.\d+)(?![\d.])/g, '^$1'),
    ),
  )

/** PEP 440's specifiers, and Poetry's own words. https://python-poetry.org/docs/dependency-specification/ */
const python: Allows = (version, range) =>
  range.split(',').every((part) => {
    const word = part.trim()
    if (word === '*') return true
    if (/^(?:\^|~(?!=))/.test(word)) return semver.satisfies(semver.coerce(version) ?? version, word)
    const [, operator = '==', bound = '', any] = /^(~=|[=!<>]=|[<>])?\s*([^*\s]*?)(\.\*)?$/.exec(word) ?? []
    if (any) return isWithin(pep440, version, bound, 0) === (operator === '==')
    return compares(pep440, operator, version, bound)
  })

/** https://guides.rubygems.org/patterns/#pessimistic-version-constraint */
const gems: Allows = (version, range) =>
  range.split(',').every((part) => {
    const [, operator = '=', bound = ''] = /^(~>|[!<>]=|[=<>])?\s*(\S+)$/.exec(part.trim()) ?? []
    return compares(rubygems, { '~>': '~=', '=': '==' }[operator] ?? operator, version, bound)
  })

function compares<Version>(
  scheme: VersionScheme<Version>,
  operator: string,
  version: string,
  bound: string,
): boolean {
  const [own, other] = [scheme.parse(version), scheme.parse(bound)]
  if (own === undefined || other === undefined) return false
  const distance = scheme.compare(own, other)
  switch (operator) {
    case '~=':
      return distance >= 0 && isWithin(scheme, version, bound, 1)
    case '==':
      return distance === 0
    case '!=':
      return distance !== 0
    case '<=':
      return distance <= 0
    case '>=':
      return distance >= 0
    default:
      return operator === '<' ? distance < 0 : distance > 0
  }
}

/** Whether the first numbers are the bound's, but for its last `but`. */
function isWithin<Version>(
  scheme: VersionScheme<Version>,
  version: string,
  bound: string,
  but: number,
): boolean {
  const [own, other] = [version, bound].map((text) => {
    const parsed = scheme.parse(text)
    return parsed === undefined ? undefined : scheme.release(parsed)
  })
  const length = bound.split('.').length - but
  if (!own || !other) return false
  return Array.from({ length: Math.max(length, 1) }, (_, i) => i).every(
    (i) => (own[i] ?? 0) === (other[i] ?? 0),
  )
}

/** By OSV's name of the ecosystem. */
const ALLOWS: Record<string, Allows> = {
  npm,
  'crates.io': cargo,
  Packagist: composer,
  PyPI: python,
  RubyGems: gems,
}

/** Whether a manifest's words allow a version, by the rules of its ecosystem; undefined where these are not known. */
export const isAllowed = (ecosystem: string, range: string, version: string): boolean | undefined =>
  ALLOWS[ecosystem]?.(version, range)
