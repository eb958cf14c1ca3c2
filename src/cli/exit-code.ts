import { BadMapping } from '../formats/mapping/bad-mapping.ts'
import { UnreadableReport } from '../formats/unreadable.ts'
import { AppError } from '../platform/errors.ts'
import { whyNot } from './text-file.ts'

/** Exit codes, as `stance --help` explains them. */
export const EXIT = { done: 0, failed: 1, unusable: 2 } as const

export const EXIT_HELP = `
Exit codes:
  0  done
  1  failed: the database, the server, a permission, or something that was
     looked for and is not there; also when doctor, audit verify or mapping
     test find something wrong
  2  the input or the command line cannot be used: unknown or broken report,
     wrong option`

const UNUSABLE = new Set([400, 413, 415, 422])

/** What a failure means for the script that called. */
export function exitCodeOf(error: unknown): number {
  if (error instanceof UnreadableReport || error instanceof BadMapping) return EXIT.unusable
  if (error instanceof AppError && UNUSABLE.has(error.status)) return EXIT.unusable
  return EXIT.failed
}

/** One line for people. */
export function messageOf(error: unknown): string {
  if (error instanceof AppError || error instanceof UnreadableReport || error instanceof BadMapping)
    return oneLine(error.message)
  const { code, message, path, stack } = error as NodeJS.ErrnoException
  // PostgreSQL's class 53 and the system's own word for a full disk.
  if (code === 'ENOSPC' || code === '53100')
    return 'The disk is full. Free some space, then try again; nothing was damaged.'
  if (process.env.STANCE_LOG_LEVEL === 'debug') return stack ?? message
  if (code && path) return `${path}: ${whyNot(error as NodeJS.ErrnoException)}.`
  return `${oneLine(message || String(error))} (set STANCE_LOG_LEVEL=debug to see where)`
}

const oneLine = (text: string): string => text.replace(/\s*\n\s*/g, ' ').trim()
