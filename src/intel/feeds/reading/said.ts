// What feeds write, made fit to be kept: bounded, without NUL characters and halves of
// characters (which a database cannot hold), dates that are some.
import { asText } from '../../../formats/values/fields.ts'
import { isoTime } from '../../../formats/values/time.ts'

const MOST_NAME = 1000
const MOST_PROSE = 256 * 1024

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

/** An id, a name, a version, an address: one line; undefined for what is longer than any, or holds control characters. */
export function word(value: unknown): string | undefined {
  const text = asText(value)?.trim()
  const unfit = text === undefined || text.length > MOST_NAME || CONTROL.test(text) || !text.isWellFormed()
  return unfit ? undefined : text
}

/** Text for people; what is longer than any advisory ends in `…`. */
export function prose(value: unknown): string | undefined {
  const text = asText(value)
  if (text === undefined) return undefined
  const kept = text.length > MOST_PROSE ? `${text.slice(0, MOST_PROSE)}…` : text
  const fit = kept.isWellFormed() ? kept : kept.toWellFormed()
  return fit.includes('\0') ? asText(fit.replaceAll('\0', '')) : fit
}

/** ISO 8601 in UTC; undefined for what is no time. */
export const time = (value: unknown): string | undefined =>
  typeof value === 'string' && value.length < 100 ? isoTime(value) : undefined

/** A day (`2026-08-07`), also where a time of that day is given; undefined for one that no calendar has. */
export function day(value: unknown): string | undefined {
  const text = typeof value === 'string' ? /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(value.trim())?.[0] : undefined
  const iso = text === undefined ? undefined : isoTime(text)
  return iso?.slice(0, 10) === text ? text : undefined
}

/** A CVE id in upper case; undefined for anything else. */
export const cveId = (value: unknown): string | undefined =>
  typeof value === 'string' && /^CVE-\d{4}-\d{4,19}$/i.test(value.trim())
    ? value.trim().toUpperCase()
    : undefined
