import { asText, type Json } from '../values/fields.ts'
import type { Flaw } from './flaw.ts'

/** Each command's flaws by what its result says; one that says nothing of it found none. */
const CHECKS: {
  command: string
  found(result: Json): boolean
  flaw: Omit<Flaw, 'rule'> & { part?: string }
}[] = [
  {
    command: 'heartbleed',
    found: (result) => result.is_vulnerable_to_heartbleed === true,
    flaw: { title: 'Vulnerable to OpenSSL Heartbleed', advisories: ['CVE-2014-0160'] },
  },
  {
    command: 'openssl_ccs_injection',
    found: (result) => result.is_vulnerable_to_ccs_injection === true,
    flaw: { title: 'Vulnerable to OpenSSL CCS injection', advisories: ['CVE-2014-0224'] },
  },
  {
    command: 'robot',
    found: (result) => /^VULNERABLE/.test(asText(result.robot_result ?? result.robot_result_enum) ?? ''),
    flaw: { title: 'Vulnerable to the ROBOT attack' },
  },
  {
    command: 'tls_compression',
    found: (result) => result.supports_compression === true || asText(result.compression_name) !== undefined,
    flaw: { title: 'TLS compression is on' },
  },
  {
    command: 'session_renegotiation',
    found: (result) => result.supports_secure_renegotiation === false,
    flaw: { part: 'insecure', title: 'Secure renegotiation is not supported' },
  },
  {
    command: 'session_renegotiation',
    found: (result) =>
      result.is_vulnerable_to_client_renegotiation_dos === true ||
      result.accepts_client_renegotiation === true,
    flaw: { part: 'client', title: 'Renegotiation can be started by the client' },
  },
  {
    command: 'tls_fallback_scsv',
    found: (result) => result.supports_fallback_scsv === false,
    flaw: { title: 'Downgrade attacks are not prevented (TLS_FALLBACK_SCSV)' },
  },
  {
    command: 'http_headers',
    found: (result) => result.strict_transport_security_header === null && !result.http_error_trace,
    flaw: { part: 'strict-transport-security', title: 'No Strict-Transport-Security header' },
  },
]

export const settingFlaws = (command: string, result: Json): Flaw[] =>
  CHECKS.filter((check) => check.command === command && check.found(result)).map(
    ({ flaw: { part, ...flaw } }) => ({ rule: part ? `${command}:${part}` : command, ...flaw }),
  )
