import { purlOf } from '../../formats/values/purl.ts'
import type { Dependency } from '../../model/component.ts'
import type { DiscoveredComponent, DiscoveryProblem, FileFacts, Tree, Unit } from '../contract.ts'
import { folderOf } from '../source/folder-of.ts'
import { isOwnCode } from '../source/own-code.ts'
import { assemble, rootRef } from './assemble.ts'
import type { LockedRoot, LockFact, LockfileFact, ManifestFact } from './contract.ts'
import { readerOf } from './readers.ts'
import { type Manifests, manifestKey, rootsOf } from './roots-of.ts'
import { settleGradle } from './settle-gradle.ts'
import { settleMsbuild } from './settle-msbuild.ts'
import { settlePoms } from './settle-poms.ts'
import { settleSbt } from './settle-sbt.ts'
import { unlocked } from './unlocked.ts'

/** Which packages are in use, in which versions, for what, and by way of whom: what lockfiles and the like pin. */
export const lockfiles: Unit<LockfileFact> = {
  id: 'lockfiles',
  version: 4,
  wants: (path) => readerOf(path) !== undefined && isOwnCode(path),
  read: (file) => readerOf(file.path)?.read(file) ?? [],
  join(files, tree) {
    const locks = locksOf(files)
    const manifests = manifestsOf(files)
    const components: DiscoveredComponent[] = []
    const dependencies: Dependency[] = []
    const problems: DiscoveryProblem[] = [...leftOut(tree), ...unlocked(files, locks)]
    const roots = new Map<string, DiscoveredComponent>()
    // Modules of Maven and Gradle use each other by name.
    const modules = [...locks].flatMap(([path, { roots: own }]) => (isModule(path) ? own : []))
    for (const [path, fact] of locks) {
      for (const message of fact.flaws) problems.push({ where: path, message })
      const own = rootsOf(path, fact, manifests)
      if (!isModule(path) && fact.packages.length === 0 && own.every(({ uses }) => uses.length === 0))
        continue
      for (const root of own) addRoot(roots, root, path, typeOf(fact))
      const found = assemble(path, fact, own, isModule(path) ? modules : [])
      for (const one of found.components) components.push(one)
      for (const one of found.dependencies) dependencies.push(one)
    }
    return { components: [...roots.values(), ...components], dependencies: merged(dependencies), problems }
  },
}

const isModule = (path: string): boolean => /(?:^|\/)pom\.xml$|\.gradle(?:\.kts)?$/.test(path)

/** Facts of lockfiles by their paths, those of POMs, Gradle's and sbt's builds and .NET projects among them. */
function locksOf(files: readonly FileFacts<LockfileFact>[]): Map<string, LockFact> {
  const facts = files.flatMap(({ path, facts: own }) => own.map((fact) => ({ path, fact })))
  const locks = new Map(facts.flatMap(({ path, fact }) => (fact.fact === 'lock' ? [[path, fact]] : [])))
  // What may be downloaded says less than what is locked.
  if ([...locks.keys()].some((path) => /\.lockfile$/.test(path)))
    for (const path of locks.keys()) if (path.endsWith('verification-metadata.xml')) locks.delete(path)
  const poms = new Map(facts.flatMap(({ path, fact }) => (fact.fact === 'pom' ? [[path, fact.pom]] : [])))
  const projects = new Map(
    facts.flatMap(({ path, fact }) => (fact.fact === 'msbuild' ? [[path, fact.project]] : [])),
  )
  const builds = new Map(
    facts.flatMap(({ path, fact }) => (fact.fact === 'gradle' ? [[path, fact.build]] : [])),
  )
  const sbt = new Map(facts.flatMap(({ path, fact }) => (fact.fact === 'sbt' ? [[path, fact.build]] : [])))
  const catalogs = new Map(
    facts.flatMap(({ path, fact }) => (fact.fact === 'gradle-catalog' ? [[path, fact.catalog]] : [])),
  )
  const lockedBy = (pattern: RegExp): Set<string> =>
    new Set([...locks.keys()].filter((path) => pattern.test(path)).map(lockedFolder))
  return new Map([
    ...locks,
    ...settlePoms(poms),
    ...settleGradle(builds, catalogs, lockedBy(/\.lockfile$/)),
    ...settleSbt(sbt),
    ...settleMsbuild(projects, lockedBy(/\.lock\.json$/)),
  ])
}

/** Before Gradle 7 its lockfiles lay in a folder of their own. */
const lockedFolder = (path: string): string => folderOf(path).replace(/(?:^|\/)gradle\/dependency-locks$/, '')

const manifestsOf = (files: readonly FileFacts<LockfileFact>[]): Manifests =>
  new Map(
    files.flatMap(({ path, facts }) =>
      facts
        .filter((fact): fact is ManifestFact => fact.fact === 'manifest')
        .map((fact) => [manifestKey(fact.sort, folderOf(path)), fact]),
    ),
  )

/** Package URL type of all that a lockfile pins, where it is one. What a workflow calls is no package of what it builds. */
function typeOf({ packages }: LockFact): string | undefined {
  const [first, ...others] = new Set(packages.map(({ type }) => type))
  return others.length > 0 || first === 'github' ? undefined : first
}

/** What has a name and a version of its own goes by its package URL, as other tools name it. */
function addRoot(
  roots: Map<string, DiscoveredComponent>,
  { folder, name, version }: LockedRoot,
  path: string,
  type: string | undefined,
): void {
  const ref = rootRef(folder)
  const known = roots.get(ref)
  const purl = name && version && type ? purlOf({ type, name, version }) : undefined
  if (known) {
    if (name && known.name === known.deployable) known.name = name
    if (version && !known.version) known.version = version
    if (purl && !known.purl && known.name === name && known.version === version)
      Object.assign(known, { purl, path })
    return
  }
  roots.set(ref, {
    type: 'component',
    ref,
    name: name ?? (folder || '.'),
    ...(version ? { version } : {}),
    ...(purl ? { purl } : {}),
    componentType: 'application',
    path,
    root: true,
    deployable: folder || '.',
  })
}

/** Several lockfiles of one folder speak of the same root. */
function merged(dependencies: readonly Dependency[]): Dependency[] {
  const edges = new Map<string, Set<string>>()
  for (const { ref, dependsOn } of dependencies) {
    const known = edges.get(ref)
    if (!known) edges.set(ref, new Set(dependsOn))
    else for (const one of dependsOn) known.add(one)
  }
  return [...edges].map(([ref, dependsOn]) => ({ type: 'dependency', ref, dependsOn: [...dependsOn] }))
}

function leftOut({ paths }: Tree): DiscoveryProblem[] {
  const others = paths.filter((path) => readerOf(path) !== undefined && !isOwnCode(path))
  const [first] = others
  if (first === undefined) return []
  const message = `${others.length} lockfiles and manifests of tests, of generated or of vendored code are not part of what runs and were left out: ${others.slice(0, 3).join(', ')}${others.length > 3 ? ', …' : ''}.`
  return [{ where: first, message }]
}
