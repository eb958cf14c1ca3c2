import { cyclonedxHead } from '../../inventory/export/cyclonedx-head.ts'
import { jsonPieces } from '../../platform/json-pieces.ts'
import { advisorySource } from './advisory-source.ts'
import { analysisOf } from './cyclonedx-analysis.ts'
import { detailsOf } from './cyclonedx-details.ts'
import type { AffectedPackage, Statement, Vex } from './statement.ts'

const PRODUCT = 'product'

/**
 * CycloneDX 1.7 with vulnerabilities, piece by piece: as VEX what is decided about each, as VDR also all that is known of it.
 * https://cyclonedx.org/docs/1.7/json/#vulnerabilities
 */
export const writeCyclonedx = (what: 'vex' | 'vdr') => (vex: Vex) =>
  jsonPieces({
    ...cyclonedxHead('1.7', vex, {
      'bom-ref': PRODUCT,
      type: 'application',
      name: vex.asset.name,
      purl: vex.product.purl,
    }),
    components: components(vex),
    vulnerabilities: vulnerabilities(vex, what),
  })

async function* components({ packages }: Vex) {
  for (const one of packages.values()) yield componentOf(one)
}

/** The whole name, as findings have it; the package URL has its parts. */
const componentOf = ({ purl, name, version }: AffectedPackage) => ({
  'bom-ref': purl,
  type: 'library',
  name,
  ...(version && { version }),
  purl,
})

async function* vulnerabilities(vex: Vex, what: 'vex' | 'vdr') {
  for await (const statement of vex.statements())
    yield {
      'bom-ref': statement.finding,
      id: statement.vulnerability,
      source: advisorySource(statement.vulnerability),
      ...(statement.aliases.length > 0 && {
        references: statement.aliases.map((id) => ({ id, source: advisorySource(id) })),
      }),
      ...(what === 'vdr' && detailsOf(statement)),
      analysis: analysisOf(statement),
      affects: [affected(statement)],
    }
}

const affected = ({ package: { purl, version }, status }: Statement) => ({
  ref: purl,
  ...(version && {
    versions: [{ version, status: status === 'not_affected' ? 'unaffected' : 'affected' }],
  }),
})
