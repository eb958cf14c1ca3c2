import type { AffectedComponent } from '../../model/observation.ts'
import { byWord } from '../values/by-word.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf, purlTypeOf } from '../values/purl.ts'
import { type Known, packageKey } from './lookup.ts'
import type { Vulnerability } from './schema.ts'

export function componentOf(
  { location, solution }: Vulnerability,
  known: Known,
): AffectedComponent | undefined {
  const { package: named, version, direct, dependency_path, iid } = location?.dependency ?? {}
  const name = named?.name
  if (!name) return undefined
  const file = location?.file
  const purl = location?.operating_system
    ? systemPurl(location.operating_system, name, version)
    : packagePurl(file && (known.managers.get(file) ?? managerOf(file)), name, version)
  const steps = [...(dependency_path ?? []), ...(dependency_path?.length ? [{ iid }] : [])]
  return withoutGaps({
    name,
    version,
    purl,
    path: file && relativePath(file),
    fixVersions: fixesIn(solution),
    direct,
    chain: steps.flatMap((step) =>
      file && step.iid ? (known.packages.get(packageKey(file, step.iid)) ?? []) : [],
    ),
  })
}

/** Package managers that other tools have no word for. */
const TYPES: Record<string, string> = byWord({ sbt: 'maven', setuptools: 'pypi' })

export function packagePurl(
  manager: string | undefined,
  name: string,
  version: string | undefined,
): string | undefined {
  const word = manager?.toLowerCase() ?? ''
  const type = purlTypeOf(word) ?? (Object.hasOwn(TYPES, word) ? TYPES[word] : undefined)
  if (!type) return undefined
  // Java's coordinates come with a slash.
  const full = type === 'maven' ? name.replace('/', ':') : name
  return purlOf({ type, name: full, ...(version && { version }) })
}

/** Lists of what an operating system has installed: `debian:9.4`, `alpine 3.12`. */
function systemPurl(
  system: string | undefined,
  name: string,
  version: string | undefined,
): string | undefined {
  const namespace = /^[a-z]+/.exec(system?.toLowerCase() ?? '')?.[0]
  const type = purlTypeOf(namespace)
  return type && namespace && !/[/:@]/.test(name)
    ? purlOf({ type, namespace, name, ...(version && { version }) })
    : undefined
}

/** Which package manager writes a file, for versions that don't list the files. */
const FILES: [RegExp, string][] = [
  [/(?:package-lock|npm-shrinkwrap)\.json$|yarn\.lock$|pnpm-lock\.yaml$|package\.json$/, 'npm'],
  [/Gemfile\.lock$|\.gemspec$/, 'bundler'],
  [/requirements.*\.txt$|Pipfile(?:\.lock)?$|poetry\.lock$|uv\.lock$|setup\.py$/, 'pip'],
  [/go\.(?:sum|mod|graph)$|go-project-modules\.json$/, 'go'],
  [/pom\.xml$|build\.gradle(?:\.kts)?$|build\.sbt$|maven\.graph\.json$/, 'maven'],
  [/composer\.lock$/, 'composer'],
  [/packages\.lock\.json$|\.csproj$/, 'nuget'],
  [/conan\.lock$/, 'conan'],
  [/Cargo\.lock$/, 'cargo'],
]

const managerOf = (file: string): string | undefined => FILES.find(([pattern]) => pattern.test(file))?.[1]

/** Solutions name versions in sentences of a few shapes. */
function fixesIn(solution: string | undefined): string[] {
  const versions =
    /^Upgrade to versions? (.+?) or (?:above|later|newer)/i.exec(solution ?? '')?.[1] ??
    /^Upgrade (?:\S+ )?(?:from \S+ )?to (?!versions? )(\S+?(?:, \S+?)*)\.?$/i.exec(solution ?? '')?.[1]
  return versions?.split(/,\s*(?:or\s+)?|\s+or\s+/).filter((version) => /\d/.test(version)) ?? []
}
