import { parseAllDocuments, parse as parseYaml } from 'yaml'
import { at, listOf, type Plain, textOf, textsOf } from '../../formats/infrastructure/plain.ts'
import type { Link, Owner, Unit } from '../contract.ts'
import { isOwnCode } from '../source/own-code.ts'
import type { SourceFile } from '../source/source-file.ts'
import { CODEOWNERS_PLACES, type CodeownersRule, readCodeowners } from './codeowners.ts'
import { namesPeople, readPackageOwners } from './package-owners.ts'

type OwnerFact =
  | { fact: 'codeowners'; rules: CodeownersRule[] }
  | { fact: 'owner'; owner: string; source: string }
  /** An entity of a Backstage catalogue. */
  | {
      fact: 'entity'
      line: number
      kind: string
      name: string
      owner?: string
      attributes: Record<string, string>
      relations: { kind: string; to: string }[]
    }

const CATALOG = /(?:^|\/)catalog-info\.ya?ml$/
const MAINTAINERS = /(?:^|\/)(?:MAINTAINERS|OWNERS)(?:\.(?:md|txt))?$/

/** Who owns what: CODEOWNERS, Backstage's catalogue, maintainers' files, the people that packages name. */
export const owners: Unit<OwnerFact> = {
  id: 'owners',
  version: 1,
  wants: (path) =>
    CODEOWNERS_PLACES.includes(path) ||
    ((CATALOG.test(path) || MAINTAINERS.test(path) || namesPeople(path)) && isOwnCode(path)),
  read(file) {
    if (CODEOWNERS_PLACES.includes(file.path))
      return [{ fact: 'codeowners', rules: readCodeowners(file.text) }]
    if (CATALOG.test(file.path)) return readCatalog(file)
    if (namesPeople(file.path))
      return readPackageOwners(file).map((owner) => ({ fact: 'owner', owner, source: 'package' }))
    return readMaintainers(file)
  },
  join(files) {
    const found: Owner[] = []
    const links: Link[] = []
    const place = CODEOWNERS_PLACES.find((one) => files.some(({ path }) => path === one))
    for (const { path, facts } of files) {
      const folder = path.slice(0, Math.max(0, path.lastIndexOf('/'))) || '.'
      for (const fact of facts) {
        if (fact.fact === 'owner') found.push({ path: folder, owner: fact.owner, source: fact.source })
        else if (fact.fact === 'entity') {
          if (fact.owner) found.push({ path: folder, owner: fact.owner, source: 'catalog-info' })
          links.push(...relationLinks(fact, folder, path))
        } else if (path === place)
          // A rule without owners takes away what rules above it gave.
          for (const { pattern, owners: own } of fact.rules)
            for (const owner of own.length > 0 ? own : [''])
              found.push({ path: pattern, owner, source: 'codeowners' })
      }
    }
    return { owners: found, links }
  },
}

function readCatalog({ text }: SourceFile): OwnerFact[] {
  return parseAllDocuments(text, { uniqueKeys: false, logLevel: 'silent' }).flatMap(
    (document): OwnerFact[] => {
      const [error] = document.errors
      if (error) throw new Error(error.message)
      const value = document.toJS({ maxAliasCount: 100 }) as Plain
      const name = textOf(at(value, 'metadata', 'name'))
      if (!name) return []
      const owner = textOf(at(value, 'spec', 'owner'))
      const relations = ['dependsOn', 'providesApis', 'consumesApis'].flatMap((kind) =>
        textsOf(at(value, 'spec', kind)).map((to) => ({ kind, to })),
      )
      const attributes = ['system', 'type', 'lifecycle'].flatMap((key) => {
        const said = textOf(at(value, 'spec', key))
        return said ? [[key, said] as const] : []
      })
      const line = text.slice(0, document.contents?.range?.[0] ?? 0).split('\n').length
      return [
        {
          fact: 'entity',
          line,
          kind: textOf(at(value, 'kind')) ?? 'Component',
          name,
          ...(owner ? { owner } : {}),
          attributes: Object.fromEntries(attributes),
          relations,
        },
      ]
    },
  )
}

/** `dependsOn` and the APIs of a catalogue's component. What they name may be in another tree: ends are by its name. */
function relationLinks(fact: OwnerFact & { fact: 'entity' }, folder: string, path: string): Link[] {
  return fact.relations.map(({ kind, to }) => {
    const [type = 'component', name = to] = to.includes(':') ? to.split(/:(.*)/s) : [undefined, to]
    const bare = name.slice(name.lastIndexOf('/') + 1)
    const end =
      kind !== 'dependsOn'
        ? `api:${bare}`
        : type.toLowerCase() === 'resource'
          ? `resource:${bare}`
          : `component:${bare}`
    return {
      from: `deployable:${folder}`,
      kind: kind === 'providesApis' ? 'exposes' : kind === 'consumesApis' ? 'calls' : 'uses',
      to: end,
      evidence: `${path}:${fact.line} ${fact.name} ${kind} ${to}`,
      confidence: 0.9,
    }
  })
}

/** OWNERS in the way of Kubernetes (approvers and reviewers) or a list of people. */
function readMaintainers({ name, text }: SourceFile): OwnerFact[] {
  const own = (list: string[], source: string): OwnerFact[] =>
    [...new Set(list)].slice(0, 50).map((owner) => ({ fact: 'owner', owner, source }))
  if (name === 'OWNERS' && /^(?:approvers|reviewers|filters|options)\s*:/m.test(text)) {
    const value = parseYaml(text, { maxAliasCount: 100, logLevel: 'silent' }) as Plain
    const filters = Object.values((at(value, 'filters') ?? {}) as Record<string, Plain>)
    const approvers = [
      ...listOf(at(value, 'approvers')),
      ...filters.flatMap((one) => listOf(at(one, 'approvers'))),
    ]
    return own(
      approvers.flatMap((one) => textOf(one) ?? []),
      'owners',
    )
  }
  const people = [
    ...text
      .slice(0, 100_000)
      .matchAll(
        /[\w .'-]{2,60}<[\w.+-]{1,64}@[\w.-]{1,255}>|(?:^|[\s(|[])(@[\w-]{1,39}(?:\/[\w-]{1,60})?)\b/gm,
      ),
  ]
  return own(
    people.map((match) => (match[1] ?? match[0]).trim()),
    name.startsWith('OWNERS') ? 'owners' : 'maintainers',
  )
}
