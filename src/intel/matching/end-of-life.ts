import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import type { UsedPackage } from './asset-packages.ts'
import { namedPackages, packageKey } from './packages-of.ts'
import { cycleOf, type ProductCycle, productCycles } from './product-cycles.ts'
import { usedComponent } from './used-component.ts'

/** A package version in use whose release cycle gets no fixes any more. */
export interface Ended {
  used: UsedPackage
  cycle: ProductCycle
  /** Newest version of the oldest cycle that is still kept up, if any. */
  supported: string | null
}

/** `today`: `2026-03-02`. */
const isOver = ({ eol }: ProductCycle, today: string): boolean =>
  eol === 'true' || (eol !== null && eol !== 'false' && eol <= today)

/** What of an asset's packages is past its end of life, by endoflife.date. */
export async function endOfLife(tx: Tx, used: readonly UsedPackage[], today: string): Promise<Ended[]> {
  const byProduct = Map.groupBy(await productCycles(tx, used), ({ product }) => product)
  if (byProduct.size === 0) return []
  const ended: Ended[] = []
  for (const one of used)
    for (const cycles of byProduct.values()) {
      if (!cycles[0]?.purls.some((purl) => one.purl.startsWith(`${purl}@`))) continue
      const cycle = cycleOf(cycles, one.version)
      if (!cycle || !isOver(cycle, today)) continue
      const kept = cycles.filter((other) => !isOver(other, today))
      ended.push({ used: one, cycle, supported: kept.at(-1)?.latest ?? null })
    }
  return ended
}

/** Packages of which an end of life is known: it comes without any feed saying anything new. */
export async function packagesWithCycles(tx: Tx): Promise<{ ecosystem: string; name: string }[]> {
  const { rows } = await tx.query<{ purl: string }>(
    'select distinct unnest(purls) as purl from product_cycle',
  )
  const named = rows.flatMap(({ purl }) => namedPackages({ purl: `${purl}@0` }))
  return [...new Map(named.map((one) => [packageKey(one), one])).values()]
}

/** One observation for each, as medium: nothing is known to be wrong, and nobody will say when it is. */
export const endedObservation = ({ used, cycle, supported }: Ended): Observation => ({
  type: 'observation',
  kind: 'dependency',
  rule: 'end-of-life',
  title: `${used.name} ${cycle.cycle} is past its end of life`,
  description: [
    `No fixes are made for ${cycle.product} ${cycle.cycle}${/^\d/.test(cycle.eol ?? '') ? ` since ${cycle.eol}` : ''}.`,
    'A vulnerability that is found in it stays.',
  ].join(' '),
  severity: 'medium',
  confidence: 'high',
  component: { ...usedComponent(used), ...(supported && { fixVersions: [supported] }) },
  references: [`https://endoflife.date/${encodeURIComponent(cycle.product)}`],
  ...(supported && { remediation: `Raise ${used.name} to ${supported} or later, which is still kept up.` }),
  raw: JSON.stringify({ component: used.purl, ...cycle }, null, 1),
})
