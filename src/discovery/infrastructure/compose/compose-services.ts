import { imageName, imageVersion } from '../../../formats/infrastructure/images/image-name.ts'
import {
  at,
  isRecord,
  listOf,
  type Plain,
  type PlainRecord,
  recordOf,
  textOf,
} from '../../../formats/infrastructure/plain.ts'
import type { FileFacts } from '../../contract.ts'
import { folderOf } from '../../source/folder-of.ts'
import type { ComposeFact } from './read-compose.ts'

/** One service of a project, with all its files laid over each other. */
export interface ComposeService {
  /** `compose/api`, `compose/<folder>/api` where the project is not at the root. */
  address: string
  name: string
  folder: string
  file: string
  line: number
  service: PlainRecord
  /** Image that it runs, or the name of the one that is built for it. */
  image: string
  /** End of links to it: without its tag, unless tags are what tells the images of one repository apart. */
  imageEnd: string
  builds?: { context: string; dockerfile: string }
  /** The project's own words on networks and secrets. */
  project: PlainRecord
}

/** Services of all projects: a project is the compose files of one folder, files with more in their name after the plain one. */
export function composeServices(files: readonly FileFacts<ComposeFact>[]): ComposeService[] {
  const variables = new Map<string, Record<string, string>>()
  const byFile = new Map<string, Record<string, string>>()
  const projects = new Map<string, { file: string; compose: PlainRecord; lines: Record<string, number> }[]>()
  const included = new Set<string>()
  for (const { path, facts } of files)
    for (const fact of facts) {
      const folder = folderOf(path)
      if (fact.fact === 'variables') {
        byFile.set(path, fact.variables)
        // `.env` wins over files for examples.
        const plain = path.endsWith('.env') && !/[^/]\.env$/.test(path)
        variables.set(
          folder,
          plain
            ? { ...variables.get(folder), ...fact.variables }
            : { ...fact.variables, ...variables.get(folder) },
        )
        continue
      }
      const list = projects.get(folder) ?? []
      list.push({ file: path, compose: fact.compose, lines: fact.lines })
      projects.set(folder, list)
      for (const one of listOf(fact.compose.include))
        included.add(textOf(at(one, 'path')) ?? textOf(one) ?? '')
    }
  const services = [...projects].flatMap(([folder, all]) => {
    const raw = variables.get(folder) ?? {}
    const known = Object.fromEntries(
      Object.entries(raw).map(([name, value]) => [name, fill(fill(value, raw), raw)]),
    )
    const ordered = all.toSorted((a, b) => a.file.length - b.file.length || (a.file < b.file ? -1 : 1))
    const merged = new Map<string, ComposeService>()
    for (const { file, compose, lines } of ordered)
      for (const [name, said] of Object.entries(recordOf(compose.services))) {
        if (!isRecord(said)) continue
        const before = merged.get(name)
        const own = recordOf(filled(said, known, 0))
        const service = { ...before?.service, ...own }
        for (const key of ['labels', 'depends_on', 'networks'] as const)
          service[key] = both(before?.service[key], own[key])
        const environment = both(before?.service.environment, own.environment)
        service.environment = { ...fromFiles(own.env_file, folder, byFile), ...given(environment, known) }
        const address = folder === '' ? `compose/${name}` : `compose/${folder}/${name}`
        const builds = buildOf(service.build, folder)
        merged.set(name, {
          address,
          name,
          folder,
          file: before?.file ?? file,
          line: before?.line ?? lines[name] ?? 1,
          service,
          image: textOf(service.image) ?? address.toLowerCase(),
          imageEnd: '',
          ...(builds ? { builds } : {}),
          project: { ...before?.project, ...compose },
        })
      }
    return [...merged.values()].map((one) => extended(one, merged, 0))
  })
  return withImageEnds(services)
}

/** One name with several builds behind it is a repository whose tags name the images: `acme/demo:latest-cart`. */
function withImageEnds(services: ComposeService[]): ComposeService[] {
  const builds = new Map<string, Set<string>>()
  for (const { image, builds: own } of services)
    if (own) builds.set(imageName(image), (builds.get(imageName(image)) ?? new Set()).add(own.dockerfile))
  return services.map((one) => {
    const name = imageName(one.image)
    const tag = imageVersion(one.image).tag
    return {
      ...one,
      imageEnd: tag && (builds.get(name)?.size ?? 0) > 1 ? `image:${name}:${tag}` : `image:${name}`,
    }
  })
}

/** A name without a value takes that of the file `.env`. */
const given = (environment: Plain, known: Record<string, string>): PlainRecord =>
  Object.fromEntries(
    Object.entries(recordOf(environment)).map(([name, value]) => [
      name,
      value === '' || value === null ? ((Object.hasOwn(known, name) ? known[name] : undefined) ?? '') : value,
    ]),
  )

const fromFiles = (
  files: Plain,
  folder: string,
  byFile: ReadonlyMap<string, Record<string, string>>,
): PlainRecord =>
  Object.assign(
    {},
    ...(Array.isArray(files) ? files : [files]).map(
      (one) => byFile.get(resolve(folder, textOf(at(one, 'path')) ?? textOf(one) ?? '')) ?? {},
    ),
  )

/** A service with what it takes over from another one of the project by `extends`. */
function extended(
  one: ComposeService,
  all: ReadonlyMap<string, ComposeService>,
  depth: number,
): ComposeService {
  const name = textOf(at(one.service, 'extends', 'service')) ?? textOf(one.service.extends)
  const base =
    name === undefined || at(one.service, 'extends', 'file') !== undefined ? undefined : all.get(name)
  if (!base || depth > 5) return one
  const { service, builds, image } = extended(base, all, depth + 1)
  const own = one.service.image === undefined && one.builds === undefined
  return {
    ...one,
    service: { ...service, ...one.service },
    ...(own ? { image, ...(builds ? { builds } : {}) } : {}),
  }
}

function buildOf(build: Plain, folder: string): ComposeService['builds'] {
  const context = textOf(build) ?? (isRecord(build) ? (textOf(build.context) ?? '.') : undefined)
  if (context === undefined || /^[a-z]+:\/\/|^git@/.test(context)) return undefined
  const at_ = resolve(folder, context)
  return { context: at_, dockerfile: resolve(at_, textOf(at(build, 'dockerfile')) ?? 'Dockerfile') }
}

/** Two maps or lists of `NAME=value` as one map; a list of names becomes a map of them. */
function both(a: Plain, b: Plain): Plain {
  if (a === undefined && b === undefined) return undefined
  return { ...pairsIn(a), ...pairsIn(b) }
}

/** `NAME=value` lists and maps alike as a map. */
export function pairsIn(value: Plain): PlainRecord {
  if (isRecord(value)) return value
  const out: PlainRecord = Object.create(null)
  for (const one of listOf(value)) {
    const text = textOf(one) ?? ''
    const cut = text.indexOf('=')
    out[cut < 0 ? text : text.slice(0, cut)] = cut < 0 ? '' : text.slice(cut + 1)
  }
  return out
}

const VARIABLE = /\$\{([A-Za-z_]\w{0,100})(?::?([-+?])([^{}]{0,200}))?\}|\$([A-Za-z_]\w{0,100})/g

/** Variables filled in with the values of `.env` or their defaults; one without either stays as it is. */
function filled(value: Plain, known: Record<string, string>, depth: number): Plain {
  if (depth > 20) return value
  if (typeof value === 'string') return value.includes('$') ? fill(fill(value, known), known) : value
  if (Array.isArray(value)) return value.map((one) => filled(one, known, depth + 1))
  if (!isRecord(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, known, depth + 1)]))
}

const fill = (text: string, known: Record<string, string>): string =>
  text
    .slice(0, 20_000)
    .replace(
      VARIABLE,
      (
        whole,
        braced: string | undefined,
        sign: string | undefined,
        word: string | undefined,
        bare: string | undefined,
      ) => {
        const name = braced ?? bare ?? ''
        const own = Object.hasOwn(known, name) ? known[name] : undefined
        if (own !== undefined && own !== '') return own
        return sign === '-' ? (word ?? '') : own === '' ? '' : whole
      },
    )

export function resolve(folder: string, entry: string): string {
  const parts = folder === '' || folder === '.' ? [] : folder.split('/')
  for (const part of entry.split('/')) {
    if (part === '..') parts.pop()
    else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
