import { child, childrenOf, type Node, textOf } from '../syntax/xml.ts'

/** A `target` of the XML reports in the shape of version 2's JSON, which was its successor. */
export function serverInNode({ attributes, children }: Node): unknown {
  const { host, ip, port } = attributes
  return {
    server_info: { hostname: host, ip_address: ip, port },
    commands_results: Object.fromEntries(children.map((command) => [command.name, resultOf(command)])),
  }
}

function resultOf(command: Node): Record<string, unknown> {
  if (command.attributes.exception) return { error_message: command.attributes.exception }
  const said = (name: string, key: string) => child(command, name)?.attributes[key]
  switch (command.name) {
    case 'heartbleed':
      return { is_vulnerable_to_heartbleed: isTrue(said('openSslHeartbleed', 'isVulnerable')) }
    case 'openssl_ccs':
      return { is_vulnerable_to_ccs_injection: isTrue(said('openSslCcsInjection', 'isVulnerable')) }
    case 'robot':
      return { robot_result_enum: said('robotAttack', 'resultEnum') }
    case 'compression':
      return { supports_compression: isTrue(said('compressionMethod', 'isSupported')) }
    case 'fallback':
      return { supports_fallback_scsv: isTrue(said('tlsFallbackScsv', 'isSupported')) }
    case 'reneg':
      return {
        supports_secure_renegotiation: isTrue(said('sessionRenegotiation', 'isSecure')),
        accepts_client_renegotiation: isTrue(said('sessionRenegotiation', 'canBeClientInitiated')),
      }
    case 'certinfo':
      return certificateOf(command)
    default:
      return { accepted_cipher_list: suitesOf(child(command, 'acceptedCipherSuites')) }
  }
}

const isTrue = (word: string | undefined): boolean | undefined =>
  word === undefined ? undefined : word === 'True'

const suitesOf = (list: Node | undefined) =>
  childrenOf(list, 'cipherSuite').map(({ attributes }) => ({
    name: attributes.name,
    is_anonymous: isTrue(attributes.anonymous),
    key_size: attributes.keySize,
  }))

function certificateOf(command: Node): Record<string, unknown> {
  const validation = child(command, 'certificateValidation')
  const chain = child(command, 'receivedCertificateChain')
  const [leaf] = childrenOf(chain, 'certificate')
  const matches = child(validation, 'hostnameValidation')?.attributes.certificateMatchesServerHostname
  return {
    leaf_certificate_subject_matches_hostname: isTrue(matches),
    received_chain_has_valid_order: isTrue(chain?.attributes.isChainOrderValid),
    verified_chain_has_sha1_signature: isTrue(
      child(command, 'verifiedCertificateChain')?.attributes.hasSha1SignedCertificate,
    ),
    path_validation_results: childrenOf(validation, 'pathValidation').map(({ attributes }) => ({
      trust_store: { name: attributes.usingTrustStore, version: attributes.trustStoreVersion },
      verify_string: attributes.validationResult ?? attributes.error,
    })),
    subject: textOf(leaf, 'subject'),
    not_valid_after: textOf(leaf, 'notAfter'),
  }
}
