import { isMap, isScalar, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml'
import type { SourceFile } from '../source/source-file.ts'

export type Json = Record<string, unknown>

/** A JSON or YAML file as values, with the lines of its keys. */
export interface StructuredDocument {
  root: Json
  /** Line (from 1) of the key at the end of these keys; 1 when there is none. */
  lineOf(...keys: string[]): number
  /** First flaw of its syntax. */
  flaw?: string
}

/** Reads JSON and YAML alike (JSON is YAML). undefined when the top is no mapping. Aliases are bounded, duplicate keys tolerated. */
export function structuredDocument(file: SourceFile): StructuredDocument | undefined {
  const lines = new LineCounter()
  const document = parseDocument(file.text, {
    lineCounter: lines,
    uniqueKeys: false,
    strict: false,
    logLevel: 'silent',
  })
  const flaw = document.errors[0]?.message
  if (!isMap(document.contents)) return undefined
  const top = document.contents as YAMLMap
  const root = document.toJS({ maxAliasCount: 100 }) as Json
  return {
    root,
    ...(flaw ? { flaw: flaw.split('\n')[0] ?? flaw } : {}),
    lineOf: (...keys) => {
      let [map, line]: [YAMLMap | undefined, number] = [top, 1]
      for (const key of keys) {
        const pair: Pair | undefined = map?.items.find(
          (one) => String(isScalar(one.key) ? one.key.value : one.key) === key,
        )
        if (!pair) return line
        const range = isScalar(pair.key) ? pair.key.range : undefined
        if (range) line = lines.linePos(range[0]).line
        map = isMap(pair.value) ? (pair.value as YAMLMap) : undefined
      }
      return line
    },
  }
}

/** The value as a mapping; an empty one when it is none. */
export const mapping = (value: unknown): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {}

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

export const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

/** What a JSON pointer (`#/components/schemas/User`) means in a document; undefined when it leads nowhere. Bounded. */
export function pointed(root: Json, pointer: string): unknown {
  let at: unknown = root
  for (const raw of pointer
    .replace(/^#?\/?/, '')
    .split('/')
    .slice(0, 30)) {
    if (raw === '') continue
    const key = safeDecoded(raw).replace(/~1/g, '/').replace(/~0/g, '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Json)[key]
  }
  return at
}

function safeDecoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}

// How far a chain of references is followed: circles end here.
const FARTHEST = 8

/** The value behind local references; `far` when the chain leaves the file. */
export function resolved(root: Json, value: unknown): { value: Json; far?: string; name?: string } {
  let [at, name] = [mapping(value), undefined as string | undefined]
  for (let turn = 0; turn < FARTHEST; turn++) {
    const ref = text(at.$ref)
    if (!ref) return { value: at, ...(name ? { name } : {}) }
    if (!ref.startsWith('#')) return { value: {}, far: ref, name: nameOf(ref) }
    name = nameOf(ref)
    at = mapping(pointed(root, ref))
  }
  return { value: {} }
}

/** `#/components/schemas/User`, `./schemas/User.yaml` → `User`. */
export const nameOf = (ref: string): string =>
  safeDecoded(ref.replace(/#\/?$/, '').replace(/^.*\//, '')).replace(/\.(?:ya?ml|json)$/i, '')
