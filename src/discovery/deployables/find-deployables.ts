import type { Deployable, FileFacts, Tree } from '../contract.ts'
import type { DockerfileFact } from '../infrastructure/dockerfile/read-dockerfile.ts'
import { folderOf } from '../source/folder-of.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { DeployableFact, ManifestFact } from './facts.ts'
import { frameworksOf, type Makes } from './frameworks.ts'
import { languageName, mainLanguages } from './languages.ts'

/** A folder on its way to become a deployable. */
export interface Candidate {
  path: string
  manifests: string[]
  facts: ManifestFact[]
  dockerfiles: { path: string; fact: DockerfileFact }[]
  entries: { path: string; web: boolean }[]
}

/** The folder of the nearest of `folders` at or above `path`; undefined where there is none. */
export function nearestAbove(path: string, folders: { has(folder: string): boolean }): string | undefined {
  for (let folder = path; ; folder = folderOf(folder)) {
    if (folders.has(folder)) return folder
    if (folder === '') return undefined
  }
}

/** Folders that are deployables: by their build manifests, by programs that Go keeps in folders of their own, by Dockerfiles beside code. */
export function candidatesOf(
  files: readonly FileFacts<DeployableFact>[],
  tree: Tree,
): Map<string, Candidate> {
  const found = new Map<string, Candidate>()
  const at = (path: string): Candidate => {
    const known = found.get(path)
    if (known) return known
    const made = { path, manifests: [], facts: [], dockerfiles: [], entries: [] }
    found.set(path, made)
    return made
  }
  for (const { path, facts } of files)
    for (const fact of facts)
      if (fact.fact === 'manifest') {
        const candidate = at(folderOf(path))
        candidate.manifests.push(path)
        candidate.facts.push(fact)
      }
  dropParts(found)
  const code = codeFolders(tree)
  for (const { path, facts } of files)
    for (const fact of facts) {
      const folder = folderOf(path)
      if (fact.fact === 'dockerfile' && !found.has(folder) && isOwnFolder(folder, found, code)) at(folder)
      if (fact.fact === 'dockerfile') found.get(folder)?.dockerfiles.push({ path, fact })
      if (fact.fact === 'dockerfile' && found.has(folder)) found.get(folder)?.manifests.push(path)
    }
  addEntries(files, found, at)
  return found
}

/** Roots of workspaces hold others together and are none themselves; projects of tests are no part of what runs. */
function dropParts(found: Map<string, Candidate>): void {
  for (const [path, one] of [...found]) {
    const roles = one.facts.map(({ role }) => role)
    if (roles.includes('tests')) found.delete(path)
    else if (roles.includes('root') && roles.every((role) => role === 'root' || role === undefined)) {
      const below = [...found.keys()].some(
        (other) => other !== path && (path === '' || other.startsWith(`${path}/`)),
      )
      if (below) found.delete(path)
    }
  }
}

/** Folders that hold Dockerfiles of others. */
const SHELVES =
  /^(?:\.?docker|dockerfiles|builds?|deploy|deployments?|\.?ci|containers?|images?|\.devcontainer|scripts|hack|tools|infra|ops|k8s|kubernetes|package)$/i

/** A Dockerfile makes its folder a deployable where code lies beside it, or where nobody else owns the folder. */
function isOwnFolder(
  folder: string,
  found: ReadonlyMap<string, Candidate>,
  code: { direct: Set<string>; any: Set<string> },
): boolean {
  if (folder === '') return false
  if (code.direct.has(folder)) return true
  if (holdsOther(folder, found) || SHELVES.test(folder.slice(folder.lastIndexOf('/') + 1))) return false
  return code.any.has(folder) || nearestAbove(folder, found) === undefined
}

const holdsOther = (folder: string, found: ReadonlyMap<string, Candidate>): boolean =>
  [...found.keys()].some((other) => other.startsWith(`${folder}/`))

/** Folders with code right in them, and at any depth. */
function codeFolders({ paths }: Tree): { direct: Set<string>; any: Set<string> } {
  const direct = new Set<string>()
  const any = new Set<string>()
  for (const path of paths) {
    if (!languageName(path) || !isOwnCode(path)) continue
    direct.add(folderOf(path))
    for (let folder = folderOf(path); folder !== '' && !any.has(folder); folder = folderOf(folder))
      any.add(folder)
  }
  return { direct, any }
}

/** Programs: Go's go under `cmd/` or wherever `package main` stands, as deployables of their own; others mark the one that they are in. */
function addEntries(
  files: readonly FileFacts<DeployableFact>[],
  found: Map<string, Candidate>,
  at: (path: string) => Candidate,
): void {
  for (const { path, facts } of files)
    for (const fact of facts) {
      if (fact.fact !== 'entry') continue
      const folder = folderOf(path)
      const above = nearestAbove(folder, found)
      const go =
        fact.language === 'Go' &&
        above !== undefined &&
        above !== folder &&
        /(?:^|\/)cmd\/[^/]+$/.test(folder)
      const own = go ? at(folder) : above === undefined ? undefined : found.get(above)
      if (go && own && !own.manifests.includes(path)) own.manifests.push(path)
      own?.entries.push({ path, web: fact.web })
    }
}

/** Deployables out of candidates, with the languages of the files that belong to each: those that are below no other. */
export function deployablesOf(found: ReadonlyMap<string, Candidate>, tree: Tree): Deployable[] {
  const counts = new Map<string, Map<string, number>>()
  for (const path of tree.paths) {
    const language = languageName(path)
    const folder = language && isOwnCode(path) ? nearestAbove(folderOf(path), found) : undefined
    if (!language || folder === undefined) continue
    const own = counts.get(folder) ?? new Map<string, number>()
    own.set(language, (own.get(language) ?? 0) + 1)
    counts.set(folder, own)
  }
  return [...found.values()]
    .sort((a, b) => (a.path < b.path ? -1 : 1))
    .map((one) => {
      const frameworks = frameworksOf(one.facts.flatMap(({ packages }) => packages))
      const said = one.facts.flatMap(({ language }) => language ?? [])
      const counted = mainLanguages(counts.get(one.path) ?? new Map())
      return {
        name:
          one.facts.find(({ name }) => name)?.name ?? (one.path.slice(one.path.lastIndexOf('/') + 1) || '.'),
        kind: kindOf(
          one,
          frameworks.map(({ makes }) => makes),
          frameworks.map(({ name }) => name),
        ),
        path: one.path || '.',
        languages: counted.length > 0 ? counted : [...new Set(said)],
        frameworks: frameworks.map(({ name }) => name),
        manifests: [...new Set(one.manifests)],
      }
    })
}

/** Names by which a folder says that it runs once or on a schedule. */
const JOB_NAME =
  /(?:^|[/_-])(?:jobs?|cron|migrations?|migrate|migrator|seed|seeder|batch|load-?generator|load-?test)(?:$|[/_-])/i

/** What a deployable is: what its manifest says, then what its frameworks make of it, then whether something runs it. */
function kindOf(one: Candidate, makes: readonly Makes[], frameworks: readonly string[]): Deployable['kind'] {
  const roles = new Set(one.facts.map(({ role }) => role))
  const runs =
    one.dockerfiles.length > 0 || one.entries.length > 0 || roles.has('executable') || roles.has('service')
  const has = (wanted: Makes) => makes.includes(wanted)
  if (roles.has('function')) return 'function'
  if (has('application')) return 'application'
  if (runs && JOB_NAME.test(one.path)) return 'job'
  if (has('job')) return 'job'
  const listens =
    one.entries.some(({ web }) => web) || one.dockerfiles.some(({ fact }) => fact.ports.length > 0)
  if (roles.has('service')) return 'service'
  if (roles.has('site')) return 'site'
  // A Go module whose programs are folders of their own is what they share.
  if (!runs && one.facts.some(({ language }) => language === 'Go')) return 'library'
  // A library may ask for a web framework to offer something to those who use it; only what is run answers requests.
  if (has('service') && !(roles.has('library') && !runs)) return 'service'
  if (roles.has('library') && !one.dockerfiles.length && !listens) return 'library'
  if (has('site')) return 'site'
  if (
    frameworks.some((name) => /^(?:React|Vue|Svelte|SolidJS)$/.test(name)) &&
    (frameworks.includes('Vite') || one.dockerfiles.length > 0)
  )
    return 'site'
  if (listens) return 'service'
  if (one.dockerfiles.length > 0) return 'service'
  return runs ? 'application' : 'library'
}
