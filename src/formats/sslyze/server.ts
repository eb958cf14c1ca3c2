import { z } from 'zod'
import { asObject, asText, isObject, type Json, ownIn } from '../values/fields.ts'
import { anything, label, part, text } from '../values/lenient.ts'
import { portIn } from '../values/scanned-host.ts'

/** What one scan command said, or why it said nothing. */
export interface Command {
  name: string
  result?: Json
  error?: string
}

export interface Server {
  host: string
  ip: string | undefined
  port: number | undefined
  commands: Command[]
  /** Why no command was run. */
  unreachable: boolean
}

const location = z.object({ hostname: text, port: label, ip_address: text })
const place = part(location.extend({ server_location: part(location) }))

/** A server as versions 5 and later write it (`scan_result`), 3 and 4 (`scan_commands_results`), 2 (`commands_results`). */
export const serverSchema = z
  .object({
    server_location: part(location),
    server_info: place,
    scan_status: text,
    scan_result: anything,
    scan_commands_results: anything,
    scan_commands_errors: anything,
    commands_results: anything,
  })
  .transform((server): Server => {
    const at = server.server_location ?? server.server_info?.server_location ?? server.server_info
    return {
      host: at?.hostname ?? at?.ip_address ?? '',
      ip: at?.ip_address,
      port: portIn(at?.port),
      unreachable: server.scan_status === 'ERROR_NO_CONNECTIVITY',
      commands: isObject(server.scan_result)
        ? Object.entries(server.scan_result).flatMap(([name, attempt]) => attempted(name, attempt))
        : [
            ...Object.entries(
              asObject(server.scan_commands_results ?? server.commands_results) ?? {},
            ).flatMap(([name, result]) => old(name, result)),
            ...Object.keys(asObject(server.scan_commands_errors) ?? {}).map((name) => ({
              name,
              error: 'ERROR',
            })),
          ],
    }
  })
  .refine(({ host }) => host !== '', { path: ['server_location', 'hostname'] })

function attempted(name: string, attempt: unknown): Command[] {
  const status = asText(ownIn(asObject(attempt), 'status'))
  const result = asObject(ownIn(asObject(attempt), 'result'))
  if (result) return [{ name, result }]
  return status === 'ERROR' ? [{ name, error: status }] : []
}

/** Names of before version 3. */
const NAMES = new Map([
  ['sslv2', 'ssl_2_0_cipher_suites'],
  ['sslv3', 'ssl_3_0_cipher_suites'],
  ['tlsv1', 'tls_1_0_cipher_suites'],
  ['tlsv1_1', 'tls_1_1_cipher_suites'],
  ['tlsv1_2', 'tls_1_2_cipher_suites'],
  ['tlsv1_3', 'tls_1_3_cipher_suites'],
  ['certinfo', 'certificate_info'],
  ['compression', 'tls_compression'],
  ['fallback', 'tls_fallback_scsv'],
  ['reneg', 'session_renegotiation'],
  ['openssl_ccs', 'openssl_ccs_injection'],
])

function old(name: string, result: unknown): Command[] {
  if (!isObject(result)) return []
  const known = NAMES.get(name) ?? name
  return asText(result.error_message) ? [{ name: known, error: 'ERROR' }] : [{ name: known, result }]
}
