import type { CodeLocation } from '../../model/observation.ts'
import {
  asList,
  asNumber,
  asObject,
  asObjects,
  asPosition,
  asText,
  isObject,
  itemAt,
  type Json,
} from '../values/fields.ts'
import { BaseUris } from './base-uris.ts'
import { messageText } from './message.ts'

/** The location is a page on the web, not a file. */
export const isPage = (path: string): boolean => path.includes('://')

/** Reads the locations of one run's results. */
export class Locations {
  readonly #artifacts: unknown[]
  readonly #logical: unknown[]
  readonly #steps: unknown[]
  readonly #strings: Json | undefined
  readonly #uris: BaseUris
  readonly #lines = new Map<Json, string[]>()

  constructor(run: Json) {
    this.#artifacts = asList(run.artifacts)
    this.#logical = asList(run.logicalLocations)
    this.#steps = asList(run.threadFlowLocations)
    this.#strings = asObject(asObject(asObject(run.tool)?.driver)?.globalMessageStrings)
    this.#uris = new BaseUris(run)
  }

  /** A location object (3.28) as a place; undefined when it names no file. */
  place(location: Json): CodeLocation | undefined {
    const physical = asObject(location?.physicalLocation)
    const reference = asObject(physical?.artifactLocation)
    const artifact = itemAt(this.#artifacts, asNumber(reference?.index))
    const uri = asText(reference?.uri)
    const path = uri !== undefined ? this.#path(reference) : this.#path(asObject(artifact?.location))
    if (path === undefined || path === '') return undefined
    const place: CodeLocation = { path }
    const region = asObject(physical?.region)
    if (region) addRegion(place, region)
    const snippet =
      textAtSnippet(region) ??
      fromContext(asObject(physical?.contextRegion), place) ??
      this.#fromArtifact(artifact, place)
    if (snippet !== undefined) place.snippet = snippet
    const symbol = this.symbol(location)
    if (symbol !== undefined) place.symbol = symbol
    const message = messageText(asObject(location?.message), this.#strings)
    if (message !== undefined) place.message = message
    return place
  }

  /** Those of a list of location objects that name a file. */
  places(locations: unknown): CodeLocation[] {
    const places: CodeLocation[] = []
    for (const location of asList(locations)) {
      const place = isObject(location) ? this.place(location) : undefined
      if (place) places.push(place)
    }
    return places
  }

  /** The function, class, package or resource that a location names (3.33). */
  symbol(location: Json | undefined): string | undefined {
    const given = asObjects(location?.logicalLocations)[0]
    const logical = itemAt(this.#logical, asNumber(given?.index)) ?? given
    return asText(logical?.fullyQualifiedName) ?? asText(given?.fullyQualifiedName) ?? asText(logical?.name)
  }

  /** The first thread of the first code flow that has places, else the first stack (3.36, 3.44). */
  flow(result: Json): CodeLocation[] {
    for (const flow of asObjects(result.codeFlows))
      for (const thread of asObjects(flow?.threadFlows)) {
        const places = this.places(asObjects(thread.locations).map((step) => this.#stepOf(step)))
        if (places.length > 0) return places
      }
    for (const stack of asObjects(result.stacks)) {
      const places = this.places(asObjects(stack?.frames).map((frame) => asObject(frame?.location) ?? {}))
      if (places.length > 0) return places
    }
    return []
  }

  #stepOf(step: Json): Json {
    return asObject(step?.location) ?? asObject(itemAt(this.#steps, asNumber(step?.index))?.location) ?? {}
  }

  #path(location: Json | undefined): string | undefined {
    const uri = asText(location?.uri)
    return uri === undefined ? undefined : this.#uris.resolve(uri, asText(location?.uriBaseId))
  }

  /** Reports may carry the analysed files; then the lines are read from there. */
  #fromArtifact(artifact: Json | undefined, place: CodeLocation): string | undefined {
    const text = asText(asObject(artifact?.contents)?.text)
    if (artifact === undefined || text === undefined || place.line === undefined) return undefined
    const lines = this.#lines.get(artifact) ?? text.split(/\r?\n/)
    this.#lines.set(artifact, lines)
    return linesOf(lines, place.line, place.endLine)
  }
}

function addRegion(place: CodeLocation, region: Json): void {
  const line = asPosition(region?.startLine)
  if (line === undefined) return
  place.line = line
  place.endLine = Math.max(line, asPosition(region?.endLine) ?? line)
  const column = asPosition(region?.startColumn)
  if (column !== undefined) place.column = column
  const endColumn = asPosition(region?.endColumn)
  if (endColumn !== undefined) place.endColumn = endColumn
}

const textAtSnippet = (region: Json | undefined): string | undefined =>
  asText(asObject(region?.snippet)?.text)?.replace(/[\r\n]+$/, '')

/** The place's own lines out of the lines around it. */
function fromContext(context: Json | undefined, place: CodeLocation): string | undefined {
  const text = textAtSnippet(context)
  const start = asPosition(context?.startLine)
  if (text === undefined || start === undefined || place.line === undefined) return text
  return (
    linesOf(text.split(/\r?\n/), place.line - start + 1, (place.endLine ?? place.line) - start + 1) ?? text
  )
}

function linesOf(lines: string[], first: number, last = first): string | undefined {
  const text = lines.slice(Math.max(0, first - 1), last).join('\n')
  return text.trim() === '' ? undefined : text
}
