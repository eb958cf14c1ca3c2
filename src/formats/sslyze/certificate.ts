import { asObject, asObjects, asText, type Json } from '../values/fields.ts'
import type { Flaw } from './flaw.ts'

/** What is wrong with the certificates that a server sent; since version 3 it may have sent several chains. */
export function certificateFlaws(result: Json): Flaw[] {
  const chains = asObjects(result.certificate_deployments)
  const found = (chains.length > 0 ? chains : [result]).flatMap(chainFlaws)
  return [...new Map(found.map((flaw) => [flaw.rule, flaw])).values()]
}

function chainFlaws(chain: Json): Flaw[] {
  const { leaf_certificate_subject_matches_hostname: matches = chain.certificate_matches_hostname } = chain
  const { received_chain_has_valid_order: order = chain.is_certificate_chain_order_valid } = chain
  const { verified_chain_has_sha1_signature: sha1 = chain.has_sha1_in_certificate_chain } = chain
  const distrust = distrustOf(chain)
  const flaws: Flaw[] = []
  if (matches === false)
    flaws.push({ rule: 'certificate_info:hostname', title: 'The certificate is of another host' })
  if (distrust.length > 0)
    flaws.push({ rule: 'certificate_info:trust', title: 'The certificate is not trusted', details: distrust })
  if (order === false)
    flaws.push({ rule: 'certificate_info:chain-order', title: 'The certificate chain is out of order' })
  if (sha1 === true)
    flaws.push({ rule: 'certificate_info:sha1', title: 'A certificate of the chain is signed with SHA-1' })
  return flaws.map((flaw) => ({ ...flaw, details: [...(flaw.details ?? []), ...leafOf(chain)] }))
}

/** The trust stores that refuse the chain, and why. */
function distrustOf(chain: Json): string[] {
  const results = [
    ...asObjects(chain.path_validation_results),
    ...asObjects(chain.path_validation_result_list),
  ]
  return results.flatMap((result) => {
    const reason = asText(result.verify_string ?? result.openssl_error_string ?? result.validation_error)
    const trusted = result.was_validation_successful ?? result.is_certificate_trusted ?? reason === 'ok'
    if (trusted === true) return []
    return [`${asText(asObject(result.trust_store)?.name) ?? 'Trust store'}: ${reason ?? 'not trusted'}`]
  })
}

/** Whose certificate it is and how long it is valid. */
function leafOf(chain: Json): string[] {
  const leaf = asObjects(chain.received_certificate_chain)[0] ?? chain
  const subject = asText(asObject(leaf.subject)?.rfc4514_string) ?? asText(leaf.subject)
  const until = asText(leaf.not_valid_after) ?? asText(leaf.notAfter)
  return [...(subject ? [`Subject: ${subject}`] : []), ...(until ? [`Not valid after: ${until}`] : [])]
}
