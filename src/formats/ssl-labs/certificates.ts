import { asNumber, asObject, asObjects, asText, type Json } from '../values/fields.ts'
import type { Flaw } from './flaws.ts'

const CERTIFICATE = [
  'without a chain of trust',
  'not yet valid',
  'expired',
  'of another host',
  'revoked',
  'of a bad common name',
  'self-signed',
  'on the list of known bad ones',
  'signed with an insecure algorithm',
  'of an insecure key',
]
/** An anchor or a certificate that is not needed only costs time. */
const CHAIN = [undefined, 'incomplete', undefined, 'out of order', undefined, 'not valid']

/** What is wrong with the leaf certificates and their chains. Version 2 of the API has one of each at the endpoint itself. */
export function certificateFlaws(details: Json, certs: Json[]): Flaw[] {
  const chains = asObjects(details.certChains)
  const own = asObject(details.cert)
  const leaves = chains.map((chain) => (Array.isArray(chain.certIds) ? chain.certIds[0] : undefined))
  const certificates = own ? [own] : certs.filter(({ id }) => leaves.includes(id))
  const oldChain = asObject(details.chain)
  return [
    ...certificates.flatMap((certificate) => flawsIn('certificate', certificate, CERTIFICATE)),
    ...(oldChain ? [oldChain] : chains).flatMap((chain) => flawsIn('chain', chain, CHAIN)),
  ]
}

/** Each bit of `issues` is a flaw. */
function flawsIn(what: string, said: Json, flaws: (string | undefined)[]): Flaw[] {
  const issues = asNumber(said.issues) ?? 0
  return flaws.flatMap((flaw, bit): Flaw[] =>
    flaw && (issues & (1 << bit)) !== 0
      ? [
          {
            rule: `${what}:${flaw}`,
            title: `The ${what} is ${flaw}`,
            details: subjectOf(said),
            said: withoutText(said),
          },
        ]
      : [],
  )
}

const subjectOf = ({ subject }: Json): string[] => (asText(subject) ? [`Subject: ${subject}`] : [])

const withoutText = ({ raw, trustPaths, ...rest }: Json): Json => rest
