import { DAY_MS } from '../../model/day.ts'
import { AppError } from '../../platform/errors.ts'
import { textFile } from '../text-file.ts'

/** As the command line gives them. */
export interface GateOptions {
  baseline?: string[]
  policy?: string[]
  asset?: string
  branch?: string
  source?: string
  changed?: string
  format?: string[]
  grace?: string
  graceUntil?: string
  override?: string
  warnOnly?: boolean
  sarif?: string
  junit?: string
  markdown?: string
  check?: string
  json?: boolean
}

const LEAST_REASON = 10

const refuse = (message: string): AppError => new AppError('bad_option', 400, message)

/** Checks what the options say together. Throws `bad_option` (400). */
export function checkOptions({ baseline, asset, branch, override }: GateOptions): void {
  if (baseline && asset)
    throw refuse('Compare with files (--baseline) or with a server (--asset), not with both.')
  if (branch !== undefined && !asset) throw refuse('--branch is a branch of an asset: name it with --asset.')
  if (override !== undefined && override.trim().length < LEAST_REASON)
    throw refuse(`Say in --override why this has to pass, in at least ${LEAST_REASON} characters.`)
}

export function graceOf({ grace, graceUntil }: GateOptions): {
  days: number | undefined
  until: number | undefined
} {
  if (grace !== undefined && !/^\d{1,5}$/.test(grace))
    throw refuse(`--grace takes a number of days, not ${grace}.`)
  return { days: grace === undefined ? undefined : Number(grace), until: untilOf(graceUntil) }
}

/** A day is over when it has ended everywhere that goes by UTC. */
function untilOf(date: string | undefined): number | undefined {
  if (date === undefined) return undefined
  const time = /^\d{4}-\d\d-\d\d(T.*)?$/.test(date) ? Date.parse(date) : Number.NaN
  if (Number.isNaN(time)) throw refuse(`--grace-until takes a date such as 2027-01-31, not ${date}.`)
  return date.length === 10 ? time + DAY_MS : time
}

/**
 * The format that `--format ID` gives for every file, or `--format FILE=ID` for one; undefined: its content tells. Throws `bad_option`
 * where a FILE is none of the reports.
 */
export function formatsOf({ format = [], baseline = [] }: GateOptions, reports: readonly string[]): FormatOf {
  const named = new Map<string, string>()
  let other: string | undefined
  for (const wish of format) {
    const at = wish.lastIndexOf('=')
    if (at < 0) other = wish
    else named.set(wish.slice(0, at), wish.slice(at + 1))
  }
  const all = [...reports, ...baseline]
  for (const file of named.keys())
    if (!all.includes(file))
      throw refuse(`--format names ${file}, which is none of the reports: write it as it stands among them.`)
  return (file) => named.get(file) ?? other
}

export type FormatOf = (file: string) => string | undefined

/** Paths of a change, one a line, as `git diff --name-only` prints them. */
export async function changedFiles(file: string | undefined): Promise<string[]> {
  if (file === undefined) return []
  return (await textFile(file)).split(/\r?\n/).filter(Boolean)
}
