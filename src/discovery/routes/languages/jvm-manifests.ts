import type { SourceFile } from '../../source/source-file.ts'
import type { DependencyFact, RouteFact } from '../contract.ts'

/** Build files of Maven and Gradle, and Gradle's catalogue of versions. */
export const isJvmManifest = (path: string): boolean =>
  /(^|\/)(pom\.xml|build\.gradle(\.kts)?|libs\.versions\.toml)$/.test(path)

// What a build file asks for, by its text: a build file is a program, its coordinates are plain.
const COORDINATES = [
  /<groupId>\s*([\w.-]+)\s*<\/groupId>\s*<artifactId>\s*([\w.-]+)\s*<\/artifactId>/g,
  /["']([\w.-]+):([\w.-]+)(?::[^"'\s]*)?["']/g,
  /\bgroup\s*[:=]\s*["']([\w.-]+)["']\s*,\s*(?:name|module)\s*[:=]\s*["']([\w.-]+)["']/g,
]
// `id("org.springframework.boot")`, `libs.ktor.server.core`: the plugin's or the catalogue's own name.
const NAMES = [/\bid\s*\(?\s*["']([\w.-]+)["']/g, /\blibs\.((?:\w+\.)*\w+)/g]

/** Dependencies as `group:artifact` and `group`; a catalogue's alias as `libs.alias`. A version catalogue stands for the folder above `gradle/`. */
export function jvmManifestFacts(file: SourceFile): RouteFact[] {
  const names = new Set<string>()
  for (const pattern of COORDINATES)
    for (const [, group, artifact] of file.text.matchAll(pattern))
      names.add(group ?? '').add(`${group}:${artifact}`)
  for (const pattern of NAMES)
    for (const [whole, name = ''] of file.text.matchAll(pattern))
      names.add(whole.startsWith('libs') ? `libs.${name}` : name)
  return [...names].map((name): DependencyFact => ({ fact: 'dependency', name }))
}
