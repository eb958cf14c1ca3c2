import { asObject, asObjects, asText, type Json } from '../values/fields.ts'
import type { Flaw } from './flaw.ts'

/** `ssl_3_0_cipher_suites` → `SSL 3.0` */
const protocolOf = (command: string): string =>
  command.replace(
    /^([a-z]+)_(\d)_(\d)_cipher_suites$/,
    (_, name: string, major, minor) => `${name.toUpperCase()} ${major}.${minor}`,
  )

/** RFC 8996 and those before it. */
const RETIRED = /^(?:ssl_\d_\d|tls_1_[01])_/

/** No encryption or authentication, or one that is broken. */
const WEAK = /NULL|anon|EXPORT|RC2|RC4|[_-]DES(?:40)?[_-]|3DES|DES-CBC|IDEA|MD5$/i

/** A retired protocol is a flaw if the server accepts anything in it; so is a weak cipher suite in any protocol. */
export function suiteFlaws(command: string, result: Json): Flaw[] {
  const suites = [...asObjects(result.accepted_cipher_suites), ...asObjects(result.accepted_cipher_list)].map(
    (suite) => asObject(suite.cipher_suite) ?? suite,
  )
  if (suites.length === 0) return []
  const weak = suites.filter((suite) => suite.is_anonymous === true || WEAK.test(nameOf(suite)))
  const protocol = protocolOf(command)
  const flaws: Flaw[] = []
  if (RETIRED.test(command))
    flaws.push({ rule: command, title: `${protocol} is accepted`, details: suites.map(nameOf) })
  if (weak.length > 0)
    flaws.push({
      rule: `${command}:weak`,
      title: `Weak cipher suites in ${protocol}`,
      details: weak.map(nameOf),
    })
  return flaws
}

const nameOf = (suite: Json): string => asText(suite.name) ?? asText(suite.openssl_name) ?? ''
