import semver from 'semver'
import { composer } from './composer.ts'
import { go } from './go.ts'
import { maven } from './maven.ts'
import { nuget } from './nuget.ts'
import { pep440 } from './pep440.ts'
import { holds, numbersOf, type Operator, sharesStart } from './ranges/bounds.ts'
import { isInIntervals } from './ranges/intervals.ts'
import { isRequired, type Notation } from './ranges/requirements.ts'
import { rubygems } from './rubygems.ts'
import { semver as semantic } from './semver.ts'
import { semverWithBuild } from './semver-with-build.ts'

type Allows = (version: string, range: string) => boolean

const npm: Allows = (version, range) => semver.satisfies(version, range.replace(/^npm:(?:@?[^@]+)@/, ''))

const COMPARES = { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '!=': '!=' } as const satisfies Record<
  string,
  Operator
>
const COMMA = /\s*,\s*/
const NEVER = /$^/

/** A version alone stands for all that are compatible. https://doc.rust-lang.org/cargo/reference/specifying-dependencies.html */
const CARGO: Notation = {
  scheme: semantic,
  or: NEVER,
  and: COMMA,
  operators: { ...COMPARES, '': '^', '^': '^', '~': '~', '=': '=' },
}

/** `~1.2` allows all of 1; stability flags say nothing of numbers. https://getcomposer.org/doc/articles/versions.md */
const COMPOSER: Notation = {
  scheme: composer,
  or: /\s*\|\|?\s*/,
  and: /[\s,]+/,
  operators: { ...COMPARES, '<>': '!=', '': '=', '=': '=', '==': '=', '^': '^', '~': '~>' },
}
const packagist: Allows = (version, range) =>
  isRequired(
    COMPOSER,
    version,
    range.replace(/@\w+/g, '').replace(/(\S+)\s+-\s+(\S+)/g, (_, low, high) => `>=${low} ${upTo(high)}`),
  )

/** The end of a hyphen range: all of what is written where a number is left out. */
const upTo = (high: string): string => {
  const numbers = numbersOf(high)
  const next = [...numbers.slice(0, -1), (numbers.at(-1) ?? 0) + 1]
  return numbers.length < 3 ? `<${next.join('.')}` : `<=${high}`
}

/** PEP 440's specifiers, and Poetry's own words. https://python-poetry.org/docs/dependency-specification/ */
const PYTHON: Notation = {
  scheme: pep440,
  or: /\s*\|\|?\s*/,
  and: COMMA,
  operators: { ...COMPARES, '': '=', '==': '=', '===': '=', '~=': '~>', '^': '^', '~': '~' },
}
const python: Allows = (version, range) => isRequired(PYTHON, version, range.replace(/[()]/g, ''))

/** https://guides.rubygems.org/patterns/#pessimistic-version-constraint */
const GEMS: Notation = {
  scheme: rubygems,
  or: NEVER,
  and: COMMA,
  operators: { ...COMPARES, '': '=', '=': '=', '~>': '~>' },
}

/** https://hexdocs.pm/elixir/Version.html#module-requirements */
const HEX: Notation = {
  scheme: semantic,
  or: /\s+or\s+/,
  and: /\s+and\s+/,
  operators: { ...COMPARES, '': '=', '==': '=', '~>': '~>' },
}

/** https://dart.dev/tools/pub/dependencies#version-constraints */
const PUB: Notation = {
  scheme: semverWithBuild,
  or: NEVER,
  and: /\s+/,
  operators: { '<': '<', '<=': '<=', '>': '>', '>=': '>=', '': '=', '^': '^' },
}

/**
 * Intervals, and what Gradle has beside them (`1.3.+`, `latest.release`, `1.2.3!!`). A version alone is the one that is taken, as long
 * as nobody changes the file. https://docs.gradle.org/current/userguide/dependency_versions.html
 */
const java: Allows = (version, range) => {
  const text = range.replace(/!!.*$/, '').trim()
  if (/^(?:\+|latest\.\w+|LATEST|RELEASE)$/.test(text)) return true
  if (text.endsWith('.+')) return sharesStart(maven, version, numbersOf(text))
  return isInIntervals(maven, version, text) ?? holds(maven, version, '=', text)
}

/** A version alone is the least; `1.*` floats. https://learn.microsoft.com/nuget/concepts/package-versioning#version-ranges */
const dotnet: Allows = (version, range) => {
  const text = range.replace(/-\*$/, '').trim()
  if (text === '*') return true
  if (text.endsWith('.*')) return sharesStart(nuget, version, numbersOf(text))
  return isInIntervals(nuget, version, text) ?? holds(nuget, version, '>=', text)
}

/** What go.mod names is the least; another major version is another module. https://go.dev/ref/mod#minimal-version-selection */
const golang: Allows = (version, range) => holds(go, version, '>=', range)

const by =
  (notation: Notation): Allows =>
  (version, range) =>
    isRequired(notation, version, range)

/** By OSV's name of the ecosystem. */
const ALLOWS: Record<string, Allows> = {
  npm,
  'crates.io': by(CARGO),
  Packagist: packagist,
  PyPI: python,
  RubyGems: by(GEMS),
  Hex: by(HEX),
  Pub: by(PUB),
  Maven: java,
  NuGet: dotnet,
  Go: golang,
}

/** Whether a manifest's words allow a version, by the rules of its ecosystem; undefined where these are not known. */
export const isAllowed = (ecosystem: string, range: string, version: string): boolean | undefined =>
  ALLOWS[ecosystem]?.(version, range)
