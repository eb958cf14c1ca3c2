import { LineCounter, parseAllDocuments } from 'yaml'
import type { SourceFile } from '../../source/source-file.ts'
import type { RouteFact } from '../contract.ts'

/** Settings that an application of Spring, Quarkus or Micronaut starts with, without those of a profile. */
export const isJvmSettings = (path: string): boolean =>
  /(^|\/)(application|bootstrap)\.(properties|ya?ml)$/.test(path) && !/(^|\/)(test|target|build)\//.test(path)

/** Setting → frameworks whose routes stand behind its value. */
const BASES: Record<string, readonly string[]> = {
  'server.servlet.context-path': ['spring-mvc', 'spring-mvc-data-rest', 'spring-webflux', 'jax-rs'],
  'server.context-path': ['spring-mvc', 'spring-mvc-data-rest', 'jax-rs'],
  'server.servlet.contextpath': ['spring-mvc', 'spring-mvc-data-rest', 'jax-rs'],
  'spring.mvc.servlet.path': ['spring-mvc', 'spring-mvc-data-rest', 'spring-webflux'],
  'spring.webflux.base-path': ['spring-mvc', 'spring-webflux'],
  'spring.data.rest.base-path': ['spring-mvc-data-rest'],
  'spring.data.rest.basepath': ['spring-mvc-data-rest'],
  'spring.jersey.application-path': ['jax-rs'],
  'quarkus.http.root-path': ['jax-rs'],
  'quarkus.rest.path': ['jax-rs'],
  'quarkus.resteasy.path': ['jax-rs'],
  'quarkus.resteasy-reactive.path': ['jax-rs'],
  'micronaut.server.context-path': ['micronaut'],
  'ktor.deployment.rootpath': ['ktor'],
}
// In the order in which they stand in front of each other.
const ORDER = Object.keys(BASES)

/** The paths that settings put in front of all routes, and settings that look like paths, for `${…}` in a route. */
export function jvmSettingsFacts(file: SourceFile): RouteFact[] {
  const settings = /\.properties$/.test(file.path) ? propertiesOf(file.text) : yamlSettings(file.text)
  const folder = file.folder.replace(/(^|\/)src\/main\/resources(\/.*)?$/, '').replace(/(^|\/)config$/, '')
  const paths = new Map<string, { path: string; line: number }>()
  for (const key of ORDER) {
    const found = settings.get(key)
    if (found === undefined || !found.value.trim() || found.value === '/') continue
    for (const framework of BASES[key] ?? []) {
      const before = paths.get(framework)
      paths.set(framework, { path: `${before?.path ?? ''}/${defaultOf(found.value)}`, line: found.line })
    }
  }
  const bases = [...paths].map(
    ([framework, { path, line }]): RouteFact => ({ fact: 'base', framework, folder, path, line }),
  )
  const constants = [...settings].flatMap(([key, { value }]): RouteFact[] =>
    /^[/\w.-]{1,80}$/.test(value) && /path|prefix|url|uri|base|route|endpoint|version|api/i.test(key)
      ? [{ fact: 'constant', name: `\${${key}}`, value }]
      : [],
  )
  return [...bases, ...constants]
}

/** `${CONTEXT:/api}` is `/api` unless somebody says otherwise. */
export const defaultOf = (value: string): string => value.trim().replace(/\$\{[^{}:]*:([^{}]*)\}/g, '$1')

interface Setting {
  value: string
  line: number
}

function propertiesOf(text: string): Map<string, Setting> {
  const settings = new Map<string, Setting>()
  text.split('\n').forEach((row, at) => {
    const found = /^\s*([^#!=:\s][^=:\s]*)\s*[=:]\s*(.*)$/.exec(row)
    if (found) settings.set((found[1] ?? '').toLowerCase(), { value: (found[2] ?? '').trim(), line: at + 1 })
  })
  return settings
}

function yamlSettings(text: string): Map<string, Setting> {
  const settings = new Map<string, Setting>()
  const lines = new LineCounter()
  for (const document of parseAllDocuments(text, { lineCounter: lines, uniqueKeys: false })) {
    if ('empty' in document) continue
    const own = new Map<string, Setting>()
    flatten(document.toJS({ maxAliasCount: 100 }), '', own, 0)
    // Documents of a profile hold only there.
    if (own.has('spring.config.activate.on-profile') || own.has('spring.profiles')) continue
    for (const [key, setting] of own) if (!settings.has(key)) settings.set(key, setting)
  }
  return settings
}

function flatten(value: unknown, key: string, settings: Map<string, Setting>, depth: number): void {
  if (depth > 12) return
  if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
    for (const [name, inner] of Object.entries(value))
      flatten(inner, key ? `${key}.${name}` : name, settings, depth + 1)
  } else if ((typeof value === 'string' || typeof value === 'number') && !settings.has(key.toLowerCase()))
    settings.set(key.toLowerCase(), { value: String(value), line: 1 })
}
