import { destination, type Logger, pino } from 'pino'
import type { Config } from './config.ts'

export type Log = Logger

// Wherever such a field turns up, two levels deep, its value stays out of the log.
const SECRET_FIELDS = ['authorization', 'cookie', 'password', 'secret', 'token', 'apiKey', 'set-cookie']
const redact = SECRET_FIELDS.flatMap((field) => [`["${field}"]`, `*["${field}"]`, `*.*["${field}"]`])

/** Structured logs, one JSON line each, to a file or (left out) to standard error. Values of secret fields are left out. */
export function openLog(config: Pick<Config, 'logLevel'>, name: string, file?: string): Log {
  return pino(
    {
      level: config.logLevel,
      base: { name, pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: { paths: redact, censor: '[secret]' },
      serializers: { err: withoutCredentials },
    },
    destination({ dest: file ?? 2, mkdir: true, append: true, mode: 0o600, sync: true }),
  )
}

/** Error texts of drivers may hold a whole URL. */
function withoutCredentials(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  const plain = pino.stdSerializers.err(error)
  return {
    type: plain.type,
    code: (error as { code?: unknown }).code,
    message: maskUrls(plain.message),
    stack: maskUrls(plain.stack),
  }
}

/** A text with the user names and passwords of the URLs in it masked. */
export const maskUrls = (text: string): string => text.replace(/(\w+:\/\/)[^\s/@]+@/g, '$1***@')
