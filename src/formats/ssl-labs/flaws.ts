import type { Severity } from '../../model/severity.ts'
import { asNumber, asObject, asObjects, asText, isObject, type Json } from '../values/fields.ts'

export interface Flaw {
  rule: string
  title: string
  details?: string[]
  severity?: Severity | undefined
  /** The tool's own word for the severity. */
  word?: string
  advisories?: string[]
  /** The part of the report that says it. */
  said: Json
}

type Test = (value: unknown) => boolean

const isTrue: Test = (value) => value === true
const atLeast =
  (least: number): Test =>
  (value) =>
    (asNumber(value) ?? 0) >= least
const hasBit =
  (bit: number): Test =>
  (value) =>
    ((asNumber(value) ?? 0) & bit) !== 0
const isZero: Test = (value) => value === 0

/** The fields of an endpoint's details that tell of a flaw, as the API's documentation describes their values. */
const CHECKS: [field: string, found: Test, title: string, advisories?: string[]][] = [
  ['heartbleed', isTrue, 'Vulnerable to Heartbleed', ['CVE-2014-0160']],
  ['openSslCcs', atLeast(2), 'Vulnerable to OpenSSL CCS injection', ['CVE-2014-0224']],
  ['openSSLLuckyMinus20', atLeast(2), 'Vulnerable to LuckyMinus20', ['CVE-2016-2107']],
  ['ticketbleed', atLeast(2), 'Vulnerable to Ticketbleed', ['CVE-2016-9244']],
  ['bleichenbacher', atLeast(2), 'Vulnerable to ROBOT (Bleichenbacher)'],
  ['poodle', isTrue, 'Vulnerable to POODLE (SSL 3)', ['CVE-2014-3566']],
  ['poodleTls', atLeast(2), 'Vulnerable to POODLE (TLS)'],
  ['zombiePoodle', atLeast(2), 'Vulnerable to Zombie POODLE'],
  ['goldenDoodle', atLeast(2), 'Vulnerable to GOLDENDOODLE'],
  ['zeroLengthPaddingOracle', atLeast(2), 'Vulnerable to 0-length padding oracle', ['CVE-2019-1559']],
  ['sleepingPoodle', atLeast(2), 'Vulnerable to Sleeping POODLE'],
  ['freak', isTrue, 'Vulnerable to FREAK', ['CVE-2015-0204']],
  ['logjam', isTrue, 'Vulnerable to Logjam', ['CVE-2015-4000']],
  ['drownVulnerable', isTrue, 'Vulnerable to DROWN', ['CVE-2016-0800']],
  ['vulnBeast', isTrue, 'Vulnerable to BEAST', ['CVE-2011-3389']],
  ['supportsRc4', isTrue, 'RC4 is supported'],
  ['dhUsesKnownPrimes', atLeast(2), 'Diffie-Hellman uses weak known primes'],
  ['dhYsReuse', isTrue, 'Diffie-Hellman public values are reused'],
  ['ecdhParameterReuse', isTrue, 'ECDH public values are reused'],
  ['renegSupport', hasBit(1), 'Insecure client-initiated renegotiation'],
  ['compressionMethods', hasBit(1), 'TLS compression is on'],
  ['forwardSecrecy', isZero, 'No forward secrecy'],
  ['fallbackScsv', (value) => value === false, 'Downgrade attacks are not prevented (TLS_FALLBACK_SCSV)'],
]

export function flawsOf(details: Json): Flaw[] {
  const found = CHECKS.filter(([field, test]) => test(details[field])).map(
    ([field, , title, advisories]): Flaw => ({
      rule: field,
      title,
      said: { [field]: details[field] },
      ...(advisories && { advisories }),
    }),
  )
  return [...found, ...protocolFlaws(details), ...suiteFlaws(details)]
}

/** RFC 8996 and those before it. */
const RETIRED = /^(?:SSL \d|TLS 1\.[01]$)/

const protocolFlaws = (details: Json): Flaw[] =>
  asObjects(details.protocols).flatMap((protocol): Flaw[] => {
    const name = [asText(protocol.name), asText(protocol.version)].filter(Boolean).join(' ')
    return RETIRED.test(name) || protocol.q === 0
      ? [{ rule: `protocols:${name}`, title: `${name} is accepted`, said: protocol }]
      : []
  })

/** Strength of a cipher suite (`q`): 0 is insecure, 1 weak. */
const STRENGTH: { word: string; severity: Severity }[] = [
  { word: 'insecure', severity: 'high' },
  { word: 'weak', severity: 'low' },
]

function suiteFlaws({ suites }: Json): Flaw[] {
  const lists = isObject(suites) ? [suites] : asObjects(suites)
  const all = lists.flatMap((list) => asObjects(asObject(list)?.list))
  return STRENGTH.flatMap(({ word, severity }, strength): Flaw[] => {
    const bad = all.filter((suite) => suite.q === strength)
    const names = [...new Set(bad.map((suite) => asText(suite.name) ?? ''))]
    return bad.length === 0
      ? []
      : [
          {
            rule: `suites:${word}`,
            title: `Cipher suites that are ${word}`,
            details: names,
            severity,
            word,
            said: { list: bad },
          },
        ]
  })
}
