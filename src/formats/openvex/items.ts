import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds, advisoryIdsIn } from '../values/advisory-id.ts'
import { byWord } from '../values/by-word.ts'
import { imageClaim } from '../values/image-reference.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { keptPurl } from '../values/purl.ts'
import { packageOfPurl } from '../values/purl-package.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import type { Statement, Thing } from './statement.ts'

interface Shared {
  /** Images already claimed. */
  images: Set<string>
  documentTime: string | undefined
}

/** One observation for each product of a statement, or for each of its subcomponents where it names some. */
export function* itemsOf(statement: Statement, element: Element, shared: Shared): Generator<Item> {
  if (!Object.hasOwn(STATES, statement.status))
    yield problem(`${element.where}/status`, 'this is none of the four statuses of VEX: it gives no verdict')
  if (statement.products.length === 0) {
    yield observationOf(statement, [], element, shared)
    return
  }
  for (const product of statement.products) {
    const image = imageOf(product)
    if (image && !shared.images.has(image.name)) {
      shared.images.add(image.name)
      yield image
    }
    const inside = product.subcomponents.length > 0 ? product.subcomponents : statement.subcomponents
    if (inside.length === 0) yield observationOf(statement, [product], element, shared)
    for (const part of inside) yield observationOf(statement, [product, part], element, shared)
  }
}

function observationOf(
  statement: Statement,
  things: Thing[],
  element: Element,
  { documentTime }: Shared,
): Observation {
  const { vulnerability } = statement
  const component = componentOf(things)
  const advisories = advisoryIds(vulnerability.name, vulnerability.aliases)
  const description = vulnerability.description ?? statement.vuln_description
  const notes = [description, statement.status_notes, statement.supplier && `Supplier: ${statement.supplier}`]
  return observe({
    kind: packageKind(vulnerability.name, component?.purl),
    rule: idOf(vulnerability.name),
    title: titleOf(
      description,
      component ? `${vulnerability.name} in ${component.name}` : vulnerability.name,
    ),
    description: notes.filter(Boolean).join('\n\n') || undefined,
    severity: 'unknown',
    advisories: [...new Set([idOf(vulnerability.name), ...advisories.slice(1)])],
    component,
    references: vulnerability['@id']?.startsWith('http') ? [vulnerability['@id']] : [],
    remediation: statement.action_statement,
    verdict: verdictOf(statement),
    tags: productPurls(things),
    seenAt: isoTime(statement.last_updated) ?? isoTime(statement.timestamp) ?? isoTime(documentTime),
    raw: element.text,
  })
}

/** Names are free; an address of an advisory says its id. */
const idOf = (name: string): string =>
  (/^https?:/.test(name) ? advisoryIdsIn(name)[0] : undefined) ?? (advisoryIds(name)[0] as string)

/** The last of the things, as a part of those before it. */
function componentOf(things: Thing[]): AffectedComponent | undefined {
  const packages = things.map(packageIn)
  const own = packages.at(-1)
  if (own === undefined) return undefined
  const chain = packages.map(({ name, version }) => (version ? `${name}@${version}` : name))
  return { ...own, ...(chain.length > 1 && { chain }) }
}

/** The package URL of the product of whose part a statement speaks; the part has its own field. */
const productPurls = (things: Thing[]): string[] =>
  things.slice(0, -1).flatMap((thing) => packageIn(thing).purl ?? [])

function packageIn(thing: Thing): { name: string; version?: string; purl?: string } {
  const purl = keptPurl(thing.identifiers?.purl) ?? keptPurl(thing['@id'])
  const { name, version } = packageOfPurl(purl) ?? {}
  const cpe = thing.identifiers?.cpe23 ?? thing.identifiers?.cpe22
  const digest = Object.entries(thing.hashes ?? {})[0]?.join(':')
  return {
    name: name ?? thing['@id'] ?? purl ?? cpe ?? digest ?? 'unnamed product',
    ...(version && { version }),
    ...(purl && { purl }),
  }
}

const STATES: Record<string, ProducerVerdict['state']> = byWord({
  not_affected: 'false_positive',
  affected: 'open',
  fixed: 'fixed',
  under_investigation: 'open',
})

function verdictOf(statement: Statement): ProducerVerdict | undefined {
  const { status, justification, impact_statement } = statement
  if (!Object.hasOwn(STATES, status)) return undefined
  const reason = [status, justification, impact_statement].filter(Boolean).join('; ')
  return { state: STATES[status] as ProducerVerdict['state'], reason, source: 'openvex' }
}

/** `pkg:oci/shop@sha256:…?repository_url=ghcr.io/acme/shop&tag=1.2`: https://github.com/package-url/purl-spec */
function imageOf(product: Thing) {
  const purl = keptPurl(product.identifiers?.purl) ?? keptPurl(product['@id'])
  if (!purl?.startsWith('pkg:oci/')) return undefined
  const { name, version } = packageOfPurl(purl) ?? {}
  if (!name) return undefined
  const qualifiers = new URLSearchParams(purl.split('?')[1] ?? '')
  const repository = qualifiers.get('repository_url') || name
  return imageClaim(repository, { digest: version, tag: qualifiers.get('tag') ?? undefined })
}
