import type { Observation } from '../../model/observation.ts'
import { type Node, textOf, xmlText } from '../syntax/xml.ts'
import { observe } from '../values/observe.ts'
import { type HostPort, hostPlace } from '../values/scanned-host.ts'

interface Flaw {
  rule: string
  title: string
  details?: string[]
  advisories?: string[]
}

type Attributes = Record<string, string>

const OLD_PROTOCOLS = ['sslv2', 'sslv3', 'tlsv1.0', 'tlsv1.1']

const protocolName = (type = '', version = ''): string => `${type}v${version}`.toLowerCase()

/** What is weak, by the element that tells it. The tool says what a server does and rates only its ciphers. */
const FLAWS: Record<string, (attributes: Attributes, node: Node) => Flaw | undefined> = {
  protocol: ({ type, version, enabled }) =>
    enabled === '1' && OLD_PROTOCOLS.includes(protocolName(type, version))
      ? {
          rule: `protocol:${protocolName(type, version)}`,
          title: `${type?.toUpperCase()} ${version} is enabled`,
        }
      : undefined,
  renegotiation: ({ supported, secure }) =>
    supported === '1' && secure === '0'
      ? { rule: 'renegotiation', title: 'Insecure renegotiation is supported' }
      : undefined,
  compression: ({ supported }) =>
    supported === '1' ? { rule: 'compression', title: 'TLS compression is enabled (CRIME)' } : undefined,
  fallback: ({ supported }) =>
    supported === '0' ? { rule: 'fallback', title: 'TLS fallback SCSV is not supported' } : undefined,
  heartbleed: ({ vulnerable, sslversion }) =>
    vulnerable === '1'
      ? {
          rule: `heartbleed:${sslversion}`,
          title: `Heartbleed over ${sslversion}`,
          advisories: ['CVE-2014-0160'],
        }
      : undefined,
  cipher: ({ status, strength, cipher, sslversion, bits }) =>
    /^(?:accepted|preferred)$/.test(status ?? '') && /^(?:weak|medium|null|anonymous)$/i.test(strength ?? '')
      ? {
          rule: `cipher:${sslversion}:${cipher}`,
          title: `${strength} cipher ${cipher} is accepted over ${sslversion}`,
          details: bits ? [`Bits: ${bits}`] : [],
        }
      : undefined,
}

/** What is wrong with a certificate, by the child that says so. */
const CERTIFICATE: Record<string, string> = {
  expired: 'The certificate has expired',
  'self-signed': 'The certificate is self-signed',
}

/** The flaws of one server, each of its own rule. */
export function* flawsOf(test: Node, place: HostPort): Generator<Observation> {
  for (const node of test.children) {
    if (node.name === 'certificate') yield* certificateFlaws(node, place)
    else if (node.name === 'certificates')
      for (const one of node.children) yield* certificateFlaws(one, place)
    else {
      const flaw = Object.hasOwn(FLAWS, node.name) && FLAWS[node.name]?.(node.attributes, node)
      if (flaw) yield observationOf(flaw, place, xmlText(node))
    }
  }
}

function* certificateFlaws(node: Node, place: HostPort): Generator<Observation> {
  const named = [
    'subject',
    'altnames',
    'issuer',
    'signature-algorithm',
    'not-valid-before',
    'not-valid-after',
  ]
  const details = named.flatMap((name) => {
    const said = textOf(node, name)
    return said ? [`${name}: ${said}`] : []
  })
  const raw = xmlText(node)
  for (const [name, title] of Object.entries(CERTIFICATE))
    if (textOf(node, name) === 'true')
      yield observationOf({ rule: `certificate:${name}`, title, details }, place, raw)
  const algorithm = textOf(node, 'signature-algorithm')
  if (/^(?:md[245]|sha1)/i.test(algorithm ?? ''))
    yield observationOf(
      { rule: 'certificate:signature', title: `The certificate is signed with ${algorithm}`, details },
      place,
      raw,
    )
}

const observationOf = ({ rule, title, details, advisories }: Flaw, place: HostPort, raw: string) =>
  observe({
    kind: 'runtime',
    rule,
    title,
    description: details?.join('\n'),
    severity: 'unknown',
    advisories,
    ...hostPlace(place),
    raw,
  })
