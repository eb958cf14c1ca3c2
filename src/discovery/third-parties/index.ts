import type { Link, ThirdParty, Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import { deployableFolders } from './deployable-folder.ts'
import { hostsOf, NAMES_HOSTS } from './hosts-of.ts'
import { isCode, isManifest, lookupOf, packagesOf } from './packages-of.ts'
import { QUEUE_CALLS, QUEUES } from './queue-calls.ts'
import { SDKS } from './sdk-packages.ts'

export interface ThirdPartyFact {
  name: string
  kind: ThirdParty['kind']
  line: number
  evidence: string
  by: 'code' | 'manifest'
  way: 'calls' | 'reads' | 'writes'
}

type PlacedFact = ThirdPartyFact & { offset: number }

const sdkOf = lookupOf(SDKS)
const CONFIG =
  /(?:^|\/)(?:\.env(?:\.[\w.-]+)?|application[\w.-]*\.(?:ya?ml|properties)|appsettings[\w.-]*\.json|bootstrap\.ya?ml)$|(?:^|\/)config\/[^/]+\.(?:ya?ml|json)$/

/** Systems of others that the code talks to: by their packages, their hosts, and by queues. */
export const thirdParties: Unit<ThirdPartyFact> = {
  id: 'third-parties',
  version: 1,
  wants: (path) =>
    (isCode(path) || isManifest(path) || CONFIG.test(path)) &&
    isOwnCode(path) &&
    !/(?:^|\/)(?:docs?|locales?|i18n|translations)\//.test(path),
  read: (file) => factsOfSystems(file).map(({ offset: _, ...fact }) => fact),
  join(files, tree) {
    const folderOf = deployableFolders(tree)
    const parties = new Map<string, ThirdParty & { by: string }>()
    const links = new Map<string, Link>()
    for (const { path, facts } of files)
      for (const fact of facts) {
        const { name, kind, line, evidence, by } = fact
        const known = parties.get(`${kind} ${name}`)
        if (!known || (known.by === 'manifest' && by === 'code'))
          parties.set(`${kind} ${name}`, { name, kind, file: path, line, evidence, by })
        const link = linkOf(fact, path, folderOf(path))
        const key = `${link.from} ${link.kind} ${link.to}`
        const before = links.get(key)
        if (!before || before.confidence < link.confidence) links.set(key, link)
      }
    return {
      thirdParties: [...parties.values()].map(({ by: _by, ...party }) => party),
      links: [...links.values()],
    }
  },
}

/** What one file says of others' systems, with the place of each: the import, the host, the call. */
export function factsOfSystems(file: SourceFile): PlacedFact[] {
  const known = read.get(file)
  if (known) return known
  const facts = [...sdks(file), ...(isManifest(file.path) ? [] : [...hosts(file), ...queues(file)])]
  read.set(file, facts)
  return facts
}

// Two units ask it of the same file.
const read = new WeakMap<SourceFile, PlacedFact[]>()

/** Code that uses a package is sure; a package that is only named as a dependency may be left over; a host may be a mere text. */
const linkOf = (
  { name, kind, line, evidence, by, way }: ThirdPartyFact,
  path: string,
  folder: string,
): Link => ({
  from: `deployable:${folder}`,
  kind: way,
  to: `third-party:${name}`,
  evidence: `${path}:${line} ${evidence}`,
  confidence: kind === 'host' ? 0.7 : by === 'code' ? 0.9 : 0.7,
})

function sdks(file: SourceFile): PlacedFact[] {
  const found = new Map<string, PlacedFact>()
  for (const named of packagesOf(file)) {
    const sdk = sdkOf(named)
    if (sdk && !found.has(sdk.name))
      found.set(sdk.name, {
        name: sdk.name,
        kind: 'sdk',
        line: file.lineAt(named.offset),
        offset: named.offset,
        evidence: named.name,
        by: named.by === 'manifest' ? 'manifest' : 'code',
        way: 'calls',
      })
  }
  return [...found.values()]
}

function hosts(file: SourceFile): PlacedFact[] {
  if (!NAMES_HOSTS.test(file.text) || file.text.length > 1_500_000) return []
  return hostsOf(file, CONFIG.test(file.path)).map(({ host, offset }) => ({
    name: host,
    kind: 'host',
    line: file.lineAt(offset),
    offset,
    evidence: host,
    by: 'code',
    way: 'calls',
  }))
}

function queues(file: SourceFile): PlacedFact[] {
  if (!QUEUES.test(file.text) || file.text.length > 1_500_000) return []
  const found = new Map<string, PlacedFact>()
  for (const { system, mentions, pattern, way } of QUEUE_CALLS) {
    if (!mentions.test(file.text)) continue
    for (const match of file.text.matchAll(pattern)) {
      const name = match[1] as string
      if (!found.has(`${way} ${name}`))
        found.set(`${way} ${name}`, {
          name,
          kind: 'queue',
          line: file.lineAt(match.index),
          offset: match.index,
          evidence: `${system} ${name}`,
          by: 'code',
          way,
        })
    }
  }
  return [...found.values()]
}
