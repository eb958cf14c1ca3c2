import type { LockedPackage, LockFact, Pom, PomDependency, Scope, Use } from './contract.ts'
import { lock } from './lock.ts'

/** A chain of parents longer than this turns in a circle. */
const LONGEST_CHAIN = 20

/**
 * What every POM declares, with versions as far as the tree tells: properties, parents, managed versions, BOMs of the same tree. What is
 * brought in by others stands in no file.
 */
export function settlePoms(poms: ReadonlyMap<string, Pom>): Map<string, LockFact> {
  const byName = new Map<string, Pom>()
  for (const one of poms.values()) byName.set(`${groupOf(one)}:${one.artifact}`, one)
  const chainOf = (pom: Pom): Pom[] => {
    const chain = [pom]
    for (let next = parentIn(pom); next && chain.length < LONGEST_CHAIN; next = parentIn(next))
      chain.push(next)
    return chain
  }
  const parentIn = ({ parent }: Pom): Pom | undefined =>
    parent && (poms.get(parent.path) ?? byName.get(`${parent.group}:${parent.artifact}`))
  return new Map([...poms].map(([path, pom]) => [path, factOf(path, pom, chainOf(pom), { byName, chainOf })]))
}

interface Known {
  byName: ReadonlyMap<string, Pom>
  chainOf(pom: Pom): Pom[]
}

function factOf(path: string, pom: Pom, chain: readonly Pom[], known: Known): LockFact {
  const fill = filler(chain)
  const managed = managedIn(chain, known)
  const packages = new Map<string, LockedPackage>()
  const uses: Use[] = []
  let open = 0
  for (const declared of chain.flatMap(({ dependencies }) => dependencies)) {
    const name = `${fill(declared.group)}:${fill(declared.artifact)}`
    const rule = managed.get(name)
    const scope = scopeOf({ ...declared, ...orElse('scope', declared.scope ?? rule?.scope) })
    if (known.byName.has(name)) {
      uses.push({ key: name, scope })
      continue
    }
    const said = fill(declared.version ?? rule?.version ?? '')
    // Ranges and what a parent elsewhere fills in name no single version.
    const version = said === '' || /[[(,$]/.test(said) ? undefined : said
    if (packages.has(name)) continue
    if (version === undefined) open++
    packages.set(name, { key: name, type: 'maven', name, ...orElse('version', version) })
    uses.push({ key: name, scope, ...orElse('range', version) })
  }
  const version = fill(versionOf(pom))
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')))
  const name = `${fill(groupOf(pom))}:${pom.artifact}`
  return lock([...packages.values()], {
    roots: [{ key: name, folder, name: pom.artifact, ...orElse('version', version || undefined), uses }],
    flaws:
      open > 0
        ? [
            `${open} dependencies get their version from outside of the tree: they are listed without one and match no advisory.`,
          ]
        : [],
  })
}

const groupOf = ({ group, parent }: Pom): string => group ?? parent?.group ?? ''
const versionOf = ({ version, parent }: Pom): string => version ?? parent?.version ?? ''

const orElse = <Name extends string>(name: Name, value: string | undefined): { [N in Name]?: string } =>
  (value === undefined ? {} : { [name]: value }) as { [N in Name]?: string }

/** Puts the values of properties in, own ones before those of parents, some levels deep. */
function filler(chain: readonly Pom[]): (text: string) => string {
  const values = new Map<string, string>()
  for (const one of chain.toReversed()) {
    for (const [name, value] of one.properties) values.set(name, value)
    for (const prefix of ['project.', 'pom.', '']) {
      values.set(`${prefix}version`, versionOf(one))
      values.set(`${prefix}groupId`, groupOf(one))
      values.set(`${prefix}artifactId`, one.artifact)
      values.set(`${prefix}parent.artifactId`, one.parent?.artifact ?? '')
      values.set(`${prefix}parent.version`, one.parent?.version ?? '')
      values.set(`${prefix}parent.groupId`, one.parent?.group ?? '')
    }
  }
  return (text) => {
    let filled = text
    for (let round = 0; round < 5 && filled.includes('${') && filled.length < 1000; round++)
      filled = filled.replace(/\$\{([^{}]{1,200})\}/g, (whole, name: string) => values.get(name) ?? whole)
    return filled
  }
}

/** Managed versions by name: the nearest counts, and what a POM says itself before what a BOM brings. */
function managedIn(chain: readonly Pom[], known: Known, depth = 0): Map<string, PomDependency> {
  const managed = new Map<string, PomDependency>()
  const fill = filler(chain)
  const add = (name: string, one: PomDependency): void => {
    if (!managed.has(name))
      managed.set(name, { ...one, ...orElse('version', one.version && fill(one.version)) })
  }
  for (const pom of chain)
    for (const one of pom.managed)
      if (one.scope !== 'import') add(`${fill(one.group)}:${fill(one.artifact)}`, one)
  for (const pom of chain)
    for (const one of pom.managed) {
      const bom =
        one.scope === 'import' ? known.byName.get(`${fill(one.group)}:${fill(one.artifact)}`) : undefined
      if (bom && depth < 5)
        for (const [name, rule] of managedIn(known.chainOf(bom), known, depth + 1)) add(name, rule)
    }
  return managed
}

/** What a container or the JDK gives (`provided`, `system`) need not be there. */
function scopeOf({ scope, optional }: PomDependency): Scope {
  if (scope === 'test') return 'test'
  return optional || scope === 'provided' || scope === 'system' ? 'optional' : 'runtime'
}
