import { cpeName } from '../../../formats/values/cpe.ts'
import { asObject, asObjects, type Json } from '../../../formats/values/fields.ts'
import type { AffectedPackage, RangeEvent } from '../../../model/advisory.ts'
import { word } from '../reading/said.ts'

/** The name under which products that only a CPE names are kept among packages. */
export const CPE_ECOSYSTEM = 'CPE'

/**
 * Applications that the NVD names as vulnerable, with their versions: https://nvd.nist.gov/developers/vulnerabilities (configurations).
 * On what else they have to run is not looked at; operating systems and hardware are no packages.
 */
export function affectedByCpe(configurations: unknown): AffectedPackage[] {
  const named = new Map<string, AffectedPackage>()
  for (const match of matchesIn(configurations)) {
    const cpe = cpeName(word(match.criteria))
    if (match.vulnerable !== true || cpe?.part !== 'application' || !cpe.vendor) continue
    const name = productKey(cpe)
    const product = named.get(name) ?? { ecosystem: CPE_ECOSYSTEM, name, ranges: [], versions: [] }
    const events = eventsOf(match)
    if (events.length > 0) product.ranges.push({ type: 'ECOSYSTEM', events })
    else if (cpe.version) product.versions.push(versionOf(cpe))
    else if (!cpe.isNone) product.ranges.push({ type: 'ECOSYSTEM', events: [{ introduced: '0' }] })
    if (product.ranges.length + product.versions.length > 0) named.set(name, product)
  }
  return [...named.values()].map((one) => ({ ...one, versions: [...new Set(one.versions)] }))
}

interface Named {
  vendor: string
  product: string
  version?: string
  update?: string
  target?: string
}

/** `vendor:product`, and for whose plug-in it is. */
export const productKey = ({ vendor, product, target }: Named): string =>
  [vendor, product, ...(target ? [target] : [])].join(':').toLowerCase()

/** With its update, as one version: `2.0-rc1`. */
export const versionOf = ({ version = '', update }: Named): string =>
  update ? `${version}-${update}` : version

const matchesIn = (configurations: unknown): Json[] =>
  asObjects(configurations)
    .filter(({ negate }) => negate !== true)
    .flatMap((one) => asObjects(one.nodes))
    .filter(({ negate }) => negate !== true)
    .flatMap((node) => asObjects(asObject(node)?.cpeMatch))

function eventsOf(match: Json): RangeEvent[] {
  const [from, behind, upTo, before] = [
    match.versionStartIncluding,
    match.versionStartExcluding,
    match.versionEndIncluding,
    match.versionEndExcluding,
  ].map(word)
  if (!from && !behind && !upTo && !before) return []
  return [
    { introduced: from ?? (behind ? `>${behind}` : '0') },
    ...(before ? [{ fixed: before }] : upTo ? [{ lastAffected: upTo }] : []),
  ]
}
