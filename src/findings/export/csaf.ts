import { jsonPieces } from '../../platform/json-pieces.ts'
import { VERSION } from '../../platform/version.ts'
import { productTree } from './csaf-products.ts'
import { csafVulnerability } from './csaf-vulnerability.ts'
import { packageKey } from './read-vex.ts'
import type { Statement, Vex } from './statement.ts'

/** A CSAF 2.0 document of the profile VEX, piece by piece: https://docs.oasis-open.org/csaf/csaf/v2.0/csaf-v2.0.html#45-profile-5-vex */
export function writeCsaf(vex: Vex): AsyncGenerator<string> {
  const { tree, idOf } = productTree(vex)
  return jsonPieces({
    document: documentOf(vex),
    product_tree: tree,
    vulnerabilities: vulnerabilities(vex, (statement) => idOf(packageKey(statement))),
  })
}

/** Each state of what is known is a document of its own: it has one version, and the id tells them apart. */
export const csafId = ({ serial }: Vex): string => `stance-${serial}`

function documentOf(vex: Vex) {
  const date = vex.at.toISOString()
  return {
    category: 'csaf_vex',
    csaf_version: '2.0',
    lang: 'en',
    title: `What is decided about the vulnerable packages of ${vex.asset.name}`,
    publisher: { category: 'user', ...vex.publisher },
    tracking: {
      id: csafId(vex),
      status: 'final',
      version: '1',
      initial_release_date: date,
      current_release_date: date,
      generator: { engine: { name: 'Stance', version: VERSION }, date },
      revision_history: [{ number: '1', date, summary: `What was known on ${date.slice(0, 10)}.` }],
    },
  }
}

/** Statements about one vulnerability are one element: no CVE may be told twice. */
async function* vulnerabilities(vex: Vex, productOf: (statement: Statement) => string) {
  let group: Statement[] = []
  for await (const statement of vex.statements()) {
    if (group[0] && group[0].vulnerability !== statement.vulnerability) {
      yield csafVulnerability(group, productOf)
      group = []
    }
    group.push(statement)
  }
  if (group[0]) yield csafVulnerability(group, productOf)
}
