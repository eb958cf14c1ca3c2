type Rule = (name: string) => string

const lower: Rule = (name) => name.toLowerCase()

/** PEP 503: runs of `-`, `_` and `.` are one hyphen. */
const python: Rule = (name) => name.toLowerCase().replace(/[-_.]+/g, '-')

/** crates.io takes `-` and `_` for the same. */
const crate: Rule = (name) => name.toLowerCase().replaceAll('_', '-')

const dart: Rule = (name) => name.toLowerCase().replaceAll('-', '_')

/** `https://github.com/Owner/Repository.git` → `github.com/owner/repository`. */
const repository: Rule = (name) =>
  name
    .toLowerCase()
    .replace(/^[a-z+]+:\/\//, '')
    .replace(/(?:\.git)?\/*$/, '')

/**
 * npm has some old names with capitals and Go has many, but package URLs of both are in lower case by their specification: most of what
 * is known of an installed package comes as one.
 */
const RULES: Record<string, Rule> = Object.assign(Object.create(null), {
  npm: lower,
  PyPI: python,
  NuGet: lower,
  Packagist: lower,
  Hex: lower,
  Pub: dart,
  Bitnami: lower,
  VSCode: lower,
  'crates.io': crate,
  'GitHub Actions': lower,
  Go: lower,
  Kubernetes: lower,
  SwiftURL: repository,
  GIT: repository,
  Debian: lower,
  Ubuntu: lower,
  Echo: lower,
  Alpine: lower,
  Alpaquita: lower,
  Wolfi: lower,
  Chainguard: lower,
  MinimOS: lower,
})

/**
 * The key under which an advisory's package and an installed one meet. `ecosystem` is OSV's name, with or without its suffix
 * (`Debian:12`); ecosystems that tell names apart by case keep it.
 */
export function normalName(ecosystem: string, name: string): string {
  const end = ecosystem.indexOf(':')
  const rule = RULES[end < 0 ? ecosystem : ecosystem.slice(0, end)]
  const trimmed = name.trim()
  return rule ? rule(trimmed) : trimmed
}
