import { jsonPieces } from '../../platform/json-pieces.ts'
import { VERSION } from '../../platform/version.ts'
import type { Statement, Vex } from './statement.ts'
import { wordsOf } from './statement-of.ts'

/** An OpenVEX 0.2.0 document, piece by piece: https://github.com/openvex/spec/blob/main/OPENVEX-SPEC.md */
export const writeOpenvex = (vex: Vex): AsyncGenerator<string> =>
  jsonPieces({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': `urn:uuid:${vex.serial}`,
    author: `${vex.publisher.name} (${vex.publisher.namespace})`,
    role: 'Document Creator',
    timestamp: vex.at.toISOString(),
    version: 1,
    tooling: `Stance/${VERSION}`,
    statements: statements(vex),
  })

async function* statements(vex: Vex) {
  for await (const statement of vex.statements()) yield openvexStatement(statement, vex)
}

function openvexStatement(statement: Statement, { product }: Vex) {
  const { vulnerability, aliases, status, at, action } = statement
  const { purl } = statement.package
  return {
    '@id': `urn:uuid:${statement.finding}`,
    vulnerability: {
      name: vulnerability,
      description: statement.title,
      ...(aliases.length > 0 && { aliases }),
    },
    products: [
      {
        '@id': product.iri,
        ...(product.purl && { identifiers: { purl: product.purl } }),
        subcomponents: [{ '@id': purl, identifiers: { purl } }],
      },
    ],
    status,
    ...(status === 'not_affected' && whyNot(statement)),
    ...(action && { action_statement: action }),
    status_notes: wordsOf(statement),
    timestamp: at.toISOString(),
  }
}

/** Just one of both, by the specification's schema. */
const whyNot = ({ justification, said }: Statement) =>
  justification ? { justification } : { impact_statement: said?.reason || 'It is a false positive.' }
