import type { AffectedComponent, Observation, ProducerVerdict } from '../../model/observation.ts'
import { severityOfWord } from '../../model/severity.ts'
import type { Item } from '../contract.ts'
import { problem } from '../problem.ts'
import type { Element } from '../syntax/json.ts'
import { advisoryIds } from '../values/advisory-id.ts'
import { cwesOf } from '../values/cwe.ts'
import { observe } from '../values/observe.ts'
import { packageKind } from '../values/package-kind.ts'
import { isoTime } from '../values/time.ts'
import { titleOf } from '../values/title.ts'
import { partOf } from './part.ts'
import type { Product, ProductTree } from './product-tree.ts'
import { ratingOf } from './rating.ts'
import { rawOf } from './raw.ts'
import { STATUSES, type Status, type Vulnerability } from './vulnerability.ts'

/** What holds for all vulnerabilities of the document. */
export interface Advisory {
  id: string
  title: string | undefined
  publisher: string | undefined
  aggregateSeverity: string | undefined
  links: string[]
}

interface Around {
  advisory: Advisory
  products: ProductTree
}

const VERDICTS: Record<Exclude<Status, 'recommended'>, ProducerVerdict['state']> = {
  known_affected: 'open',
  first_affected: 'open',
  last_affected: 'open',
  under_investigation: 'open',
  unknown: 'open',
  known_not_affected: 'false_positive',
  fixed: 'fixed',
  first_fixed: 'fixed',
}

/** One observation for each product and its status; one without a product where the advisory names none. */
export function* itemsOf(vulnerability: Vulnerability, element: Element, around: Around): Generator<Item> {
  const told = new Set<string>()
  let some = false
  for (const status of STATUSES) {
    // A version to go to is no finding: it is among the fixes of the affected ones.
    if (status === 'recommended') continue
    for (const id of vulnerability.product_status?.[status] ?? []) {
      const key = `${VERDICTS[status]} ${id}`
      if (told.has(key)) continue
      told.add(key)
      some = true
      if (!around.products.find(id))
        yield problem(
          element.where,
          `${status} names a product that the tree does not have; only its id is known`,
        )
      yield observationOf(vulnerability, { id, status }, element, around)
    }
  }
  if (!some) yield observationOf(vulnerability, undefined, element, around)
}

function observationOf(
  whole: Vulnerability,
  about: { id: string; status: Exclude<Status, 'recommended'> } | undefined,
  element: Element,
  { advisory, products }: Around,
): Observation {
  const vulnerability = partOf(whole, about?.id, products)
  const product = about && (products.find(about.id) ?? { name: about.id })
  const { ids, links, others } = idsOf(whole)
  const rule = ids[0] ?? advisory.id
  const component = product && componentOf(product, fixesFor(whole, product, products))
  return observe({
    kind: packageKind(rule, component?.purl ?? product?.packageType),
    rule,
    title: titleOf(whole.title, advisory.title, component ? `${rule} in ${component.name}` : rule),
    description: descriptionOf(vulnerability, product, about?.status),
    ...ratingOf(vulnerability, advisory),
    cwes: cwesOf([whole.cwe?.id, whole.cwes.map(({ id }) => id)]),
    advisories: ids,
    component,
    references: [
      ...new Set([
        ...whole.references.flatMap(({ url }) => url ?? []),
        ...links,
        ...vulnerability.remediations.flatMap(({ url }) => url ?? []),
        ...advisory.links,
      ]),
    ],
    remediation: vulnerability.remediations.flatMap(({ details }) => details ?? []).join('\n\n') || undefined,
    verdict: about && verdictOf(vulnerability, about.status),
    seenAt: isoTime(whole.discovery_date) ?? isoTime(whole.release_date) ?? isoTime(whole.disclosure_date),
    tags: [...tagsOf(advisory, product), ...others],
    raw: rawOf(element, about?.id, products),
  })
}

/** Publishers also list their trackers' numbers and addresses, which are no advisories. */
function idsOf({ cve, ids }: Vulnerability) {
  const isAddress = (text: string) => /^https?:/i.test(text)
  const isNumber = (text: string) => /^\d+$/.test(text)
  const given = ids.flatMap(({ system_name, text }) => (text ? [{ system: system_name, text }] : []))
  const names = given.map(({ text }) => text).filter((text) => !isAddress(text) && !isNumber(text))
  return {
    ids: advisoryIds(cve, names),
    links: given.map(({ text }) => text).filter(isAddress),
    others: given
      .filter(({ text }) => isNumber(text))
      .map(({ system, text }) => [system, text].filter(Boolean).join(' ')),
  }
}

function componentOf(product: Product, fixVersions: string[]): AffectedComponent {
  const { name, version, purl, within } = product
  const labelOf = (part: Product) => (part.version ? `${part.name}@${part.version}` : part.name)
  const chain = [...(within?.within ? [within.within] : []), ...(within ? [within] : []), product].map(
    labelOf,
  )
  return {
    name,
    ...(version && { version }),
    ...(purl && { purl }),
    ...(fixVersions.length > 0 && { fixVersions }),
    ...(chain.length > 1 && { chain }),
  }
}

/** Versions of the same product that the vulnerability lists as fixed or recommended. */
function fixesFor(whole: Vulnerability, product: Product, products: ProductTree): string[] {
  const { fixed = [], first_fixed = [], recommended = [] } = whole.product_status ?? {}
  const versions = new Set<string>()
  for (const id of [...first_fixed, ...fixed, ...recommended]) {
    const other = products.find(id)
    if (other?.version && other.name === product.name && other.within?.name === product.within?.name)
      versions.add(other.version)
  }
  return [...versions]
}

const UNTOLD = ['legal_disclaimer']
/** What it is stands before what else is to be said. */
const FIRST = ['other', 'general', 'faq', 'details', 'summary', 'description']

function descriptionOf(
  vulnerability: Vulnerability,
  product: Product | undefined,
  status: Status | undefined,
): string | undefined {
  const rank = (note: Vulnerability['notes'][number]) => FIRST.indexOf(note.category ?? '')
  const notes = vulnerability.notes
    .filter(({ category }) => !UNTOLD.includes(category ?? ''))
    .sort((a, b) => rank(b) - rank(a))
  // An impact is the severity in one word, or why the product is not affected, which is the verdict's reason.
  const threats = vulnerability.threats.filter(
    ({ category, details }) =>
      category !== 'impact' || (status !== 'known_not_affected' && severityOfWord(details) === 'unknown'),
  )
  const parts = [
    ...notes.map((note) => note.text),
    ...threats.map(({ category, details }) => details && `${category ?? 'threat'}: ${details}`),
    product?.range && `Versions: ${product.range}`,
  ]
  return parts.filter(Boolean).join('\n\n') || undefined
}

/** Flags give the machine-readable justification, threats of category `impact` the words (3.2.3.5, 3.2.3.14). */
function verdictOf(
  { flags, threats }: Vulnerability,
  status: Exclude<Status, 'recommended'>,
): ProducerVerdict {
  const impact =
    status === 'known_not_affected' ? threats.filter(({ category }) => category === 'impact') : []
  const reason = [status, ...flags.map(({ label }) => label), ...impact.map(({ details }) => details)]
  return { state: VERDICTS[status], reason: reason.filter(Boolean).join('; '), source: 'csaf-vex' }
}

const tagsOf = ({ id, aggregateSeverity }: Advisory, product: Product | undefined): string[] => [
  id,
  ...(aggregateSeverity ? [`advisory severity: ${aggregateSeverity}`] : []),
  ...(product?.within?.purl ? [product.within.purl] : []),
  ...(product?.cpe ? [product.cpe] : []),
  ...(product?.within?.cpe ? [product.within.cpe] : []),
]
