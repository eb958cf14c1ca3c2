import { folderOf } from '../source/folder-of.ts'
import type {
  GradleBuild,
  GradleCatalog,
  GradleDependency,
  LockedPackage,
  LockFact,
  Use,
} from './contract.ts'
import { lock } from './lock.ts'

/**
 * What build scripts declare, with versions as far as the tree tells: properties of the script, of those above it and of `gradle.properties`,
 * the catalogue, and constraints of any script. Folders that `locked` has are told by their lockfiles. What is brought in by others stands in
 * no script.
 */
export function settleGradle(
  builds: ReadonlyMap<string, GradleBuild>,
  catalogs: ReadonlyMap<string, GradleCatalog>,
  locked: ReadonlySet<string>,
): Map<string, LockFact> {
  const scripts = scriptsOf(builds, catalogs)
  const managed = new Map<string, string>()
  for (const script of scripts.values())
    for (const { by } of script.build.constraints)
      for (const { name, version } of modulesOf(by, script))
        if (version && !managed.has(name)) managed.set(name, version)
  return new Map(
    [...scripts].flatMap(([path, script]) =>
      script.build.dependencies.length === 0 || locked.has(script.folder)
        ? []
        : [[path, factOf(script, managed)]],
    ),
  )
}

interface Script {
  folder: string
  build: GradleBuild
  catalog: GradleCatalog | undefined
  /** Properties by name, the nearest counts. */
  values: ReadonlyMap<string, string>
  /** The folder of the whole build. */
  top: string
}

function scriptsOf(
  builds: ReadonlyMap<string, GradleBuild>,
  catalogs: ReadonlyMap<string, GradleCatalog>,
): Map<string, Script> {
  const byFolder = Map.groupBy(builds, ([path]) => folderOf(path))
  const propertiesIn = (folder: string) =>
    [inside(folder, 'gradle'), folder].flatMap((one) =>
      (byFolder.get(one) ?? []).flatMap(([, { properties }]) => properties),
    )
  return new Map(
    [...builds].map(([path, build]) => {
      const folder = folderOf(path)
      const above = foldersAbove(folder)
      const script = {
        folder,
        build,
        catalog: above.flatMap((one) => catalogs.get(inside(one, 'gradle/libs.versions.toml')) ?? [])[0],
        values: new Map([...above.toReversed().flatMap(propertiesIn), ...build.properties]),
        top: above.findLast((one) => byFolder.has(one)) ?? '',
      }
      return [path, script]
    }),
  )
}

const inside = (folder: string, path: string): string => (folder === '' ? path : `${folder}/${path}`)

/** A folder and all that it lies in, the nearest first. */
function foldersAbove(folder: string): string[] {
  const parts = folder.split('/').filter(Boolean)
  return [...parts.map((_, n) => parts.slice(0, parts.length - n).join('/')), '']
}

/** What builds the build. */
const BUILD_LOGIC = /(?:^|\/)(?:buildSrc|build-logic)(?:\/|$)/

function factOf(script: Script, managed: ReadonlyMap<string, string>): LockFact {
  const { folder, build, top } = script
  const packages = new Map<string, LockedPackage>()
  const uses: Use[] = []
  const unknown = new Set<string>()
  for (const { by, scope: said } of build.dependencies) {
    const scope = BUILD_LOGIC.test(folder) ? 'development' : said
    if ('project' in by) {
      uses.push({ key: projectKey(top, by.project), scope })
      continue
    }
    const modules = modulesOf(by, script)
    if (modules.length === 0) unknown.add('alias' in by ? `libs.${by.alias}` : `${by.group}:${by.artifact}`)
    for (const { name, version = managed.get(name) } of modules) {
      if (!packages.get(name)?.version)
        packages.set(name, { key: name, type: 'maven', name, ...(version ? { version } : {}) })
      uses.push({ key: name, scope, ...(version ? { range: version } : {}) })
    }
  }
  const open = [...packages.values()].filter(({ version }) => version === undefined).length
  const flaws = []
  if (open > 0)
    flaws.push(
      `${open} dependencies get their version from a platform, a plugin or a rule: they are listed without one and match no advisory.`,
    )
  if (unknown.size > 0)
    flaws.push(
      `${unknown.size} dependencies have names that the files do not tell, and are left out: ${[...unknown].slice(0, 3).join(', ')}.`,
    )
  return lock([...packages.values()], { roots: [{ key: projectFolderKey(folder), folder, uses }], flaws })
}

const projectFolderKey = (folder: string): string => `project ${folder}`

/** `:services:api` lies in `services/api` unless the settings say otherwise. */
const projectKey = (top: string, project: string): string =>
  projectFolderKey([...top.split('/'), ...project.split(':')].filter(Boolean).join('/'))

/** What a declaration names, without a version where it gives no single one; nothing where its name is not told. */
function modulesOf(by: GradleDependency['by'], script: Script): { name: string; version?: string }[] {
  const { catalog } = script
  if ('project' in by) return []
  if ('alias' in by) {
    const bundle = by.alias.startsWith('bundles.') ? by.alias.slice('bundles.'.length) : undefined
    const aliases = bundle === undefined ? [by.alias] : (new Map(catalog?.bundles).get(bundle) ?? [])
    const libraries = new Map(catalog?.libraries)
    return aliases.flatMap((one) => libraries.get(one) ?? []).flatMap((one) => modulesOf(one, script))
  }
  const name = `${fill(by.group, script)}:${fill(by.artifact, script)}`
  if (name.includes('$')) return []
  const version = fill(by.version ?? '', script)
  // Ranges, `1.+` and what the build makes up name no single version.
  return [version === '' || /[[(,$+]|^latest\./.test(version) ? { name } : { name, version }]
}

/** `$name`, `${name}`, `${property("name")}`, `${libs.versions.name.get()}`. */
function fill(text: string, { values, catalog }: Script): string {
  if (!text.includes('$')) return text
  const versions = new Map(catalog?.versions)
  let filled = text
  for (let round = 0; round < 5 && filled.includes('$') && filled.length < 1_000; round++)
    filled = filled.replace(
      /\$(?:\{([^{}]{1,200})\}|([A-Za-z_]\w{0,100}))/g,
      (whole, inBraces: string = '', bare: string = '') => {
        const name = (bare || inBraces).trim()
        const version = /^libs\.versions\.([\w.]+?)(?:\.get\(\))?$/.exec(name)?.[1]
        if (version) return versions.get(version) ?? whole
        const [, asked, plain = name] =
          /^(?:(?:project|rootProject)\.)?(?:ext\.|extra\.)?(?:(?:findP|p)roperty\(\s*["'](.+?)["']\s*\)|(.+))$/.exec(
            name,
          ) ?? []
        return values.get(asked ?? plain) ?? whole
      },
    )
  return filled
}
