import { z } from 'zod'
import type { AffectedComponent } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { byWord } from '../values/by-word.ts'
import { label, listOf, text } from '../values/lenient.ts'
import { withoutGaps } from '../values/observe.ts'
import { relativePath } from '../values/path.ts'
import { purlOf } from '../values/purl.ts'

/** A library as its reports have it; the platform's findings call some of it otherwise. */
export const librarySchema = z.object({
  keyUuid: text,
  name: text,
  filename: text,
  groupId: text,
  artifactId: text,
  version: label,
  type: text,
  libraryType: text,
  sha1: text,
  licenses: listOf(z.object({ name: text })),
  locations: listOf(z.object({ path: text })),
  dependencyType: text,
})

export type Library = z.output<typeof librarySchema>

/** Package URL types by Mend's word for where a library comes from. */
const TYPES: Record<string, string> = byWord({
  MAVEN_ARTIFACT: 'maven',
  NODE_PACKAGED_MODULE: 'npm',
  PYTHON_PACKAGE: 'pypi',
  NUGET_PACKAGE: 'nuget',
  NUGET_PACKAGE_MODULE: 'nuget',
  RUBY_GEM: 'gem',
  GO_PACKAGE: 'golang',
  PHP_PACKAGE: 'composer',
  RUST_CRATE: 'cargo',
})

/** Where packages are files, the artifact is the file's name and the group the package's. */
const FILE = /\.(?:tgz|nupkg|whl|gem|crate|tar\.gz|tar\.bz2|zip|egg|dll)$/i

/** The library's name as its ecosystem writes it, with its package URL where its kind is known. */
export function packageOf(library: Library): Pick<AffectedComponent, 'name' | 'version' | 'purl'> {
  const { groupId, artifactId, version } = library
  const word = library.libraryType ?? library.type ?? ''
  const type = Object.hasOwn(TYPES, word) ? TYPES[word] : undefined
  const name = nameOf(library, type)
  const isKnown = type === 'maven' ? groupId && artifactId : !FILE.test(name)
  return { name, version, purl: type && isKnown ? purlOf({ type, name, version: version ?? '' }) : undefined }
}

function nameOf({ groupId, artifactId, name, filename }: Library, type: string | undefined): string {
  if (type === 'maven' && groupId && artifactId) return `${groupId}:${artifactId}`
  if (type && groupId && FILE.test(artifactId ?? '')) return groupId
  return artifactId ?? name ?? filename ?? groupId ?? 'unknown'
}

export function componentItem(library: Library, where: string): Item {
  const [path] = pathsOf(library)
  return withoutGaps({
    type: 'component' as const,
    ref: library.keyUuid ?? where,
    ...packageOf(library),
    componentType: 'library',
    licenses: library.licenses.map(({ name }) => name).filter((name) => name !== undefined),
    hashes: library.sha1 ? { 'SHA-1': library.sha1 } : undefined,
    path,
  })
}

export const pathsOf = ({ locations }: Pick<Library, 'locations'>): string[] =>
  locations.flatMap(({ path }) => (path && relativePath(path)) || [])
