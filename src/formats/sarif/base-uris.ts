import { asObject, asObjects, asText, isObject, type Json, ownIn } from '../values/fields.ts'
import { isPlainPath, relativePath } from '../values/path.ts'

/** A chain of bases may be a circle. */
const LONGEST_CHAIN = 10

/** Turns a run's artifact locations (3.4) into paths relative to what was analysed. */
export class BaseUris {
  readonly #bases: Json | undefined
  readonly #roots: string[]
  readonly #prefixes = new Map<string, string>()

  constructor(run: Json) {
    this.#bases = asObject(run.originalUriBaseIds)
    this.#roots = rootsOf(run, this.#bases)
  }

  /** The path, or the URL where the location is one on the web. */
  resolve(uri: string, baseId: string | undefined): string {
    if (isPlainPath(uri) && (baseId === undefined || this.#bases === undefined)) return uri
    if (/^(?:https?|wss?|ftp):\/\//i.test(uri)) return uri
    const absolute = /^[a-z][a-z\d+.-]+:/i.test(uri) || uri.startsWith('/')
    const whole = absolute || baseId === undefined ? uri : this.#prefixOf(baseId) + uri
    return relativePath(whole.startsWith('file:') ? whole : decoded(whole), this.#roots)
  }

  /** The relative folders between the root and a base; a base that is absolute or unknown is a root. */
  #prefixOf(baseId: string): string {
    let prefix = this.#prefixes.get(baseId)
    if (prefix !== undefined) return prefix
    prefix = ''
    let id: string | undefined = baseId
    for (let steps = 0; id !== undefined && steps < LONGEST_CHAIN; steps++) {
      const base = ownIn(this.#bases, id)
      const uri = isObject(base) ? asText(base?.uri) : undefined
      if (uri !== undefined && !/^[a-z][a-z\d+.-]*:|^\//i.test(uri))
        prefix = `${uri.replace(/\/?$/, '/')}${prefix}`
      id = isObject(base) ? asText(base?.uriBaseId) : undefined
    }
    this.#prefixes.set(baseId, prefix)
    return prefix
  }
}

/** Absolute folders that paths are relative to, the longest first. */
function rootsOf(run: Json, bases: Json | undefined): string[] {
  const given = [
    ...Object.values(bases ?? {}),
    ...asObjects(run.invocations).map((invocation) => invocation.workingDirectory),
    ...asObjects(run.versionControlProvenance).map((source) => source.mappedTo),
  ]
  const uris = given.map((location) => (isObject(location) ? asText(location?.uri) : undefined))
  const roots = uris.filter(
    (uri) => uri !== undefined && /^file:|^\//i.test(uri) && !/^file:\/*$|^\/$/i.test(uri),
  ) as string[]
  return [...new Set(roots)].sort((a, b) => b.length - a.length)
}

function decoded(uri: string): string {
  if (!uri.includes('%')) return uri
  try {
    return decodeURIComponent(uri)
  } catch {
    return uri
  }
}
