import { remembered } from './remembered.ts'

/**
 * A report's time as ISO 8601 in UTC. Takes ISO and RFC 3339 (any fraction), RFC 1123, `2024-01-31 08:00:00`, and Unix time in
 * seconds or milliseconds. A time without a zone is taken as UTC, so that reading does not depend on the machine.
 */
export function isoTime(value: unknown): string | undefined {
  return typeof value === 'string'
    ? ofText(value)
    : typeof value === 'number'
      ? written(epoch(value))
      : undefined
}

/** Elements of one report share few times: that of the run, that of the rule, that of the commit. */
const ofText = remembered((text) => written(parseText(text.trim())))

function written(time: number | undefined): string | undefined {
  if (time === undefined || !(time >= FIRST && time <= LAST)) return undefined
  return new Date(time).toISOString()
}

/** ISO 8601 has four digits for a year: what lies outside of them is a number that is no time. */
const FIRST = Date.parse('0000-01-01T00:00:00Z')
const LAST = Date.UTC(9999, 11, 31, 23, 59, 59, 999)

/** Unix time: more than 1e11 would be past the year 5138 in seconds, so it is milliseconds. */
const epoch = (value: number): number => (Math.abs(value) > 1e11 ? value : value * 1000)

function parseText(text: string): number | undefined {
  if (text === '') return undefined
  if (/^\d{10}(?:\.\d+)?$|^\d{13}$/.test(text)) return epoch(Number(text))
  const iso =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(\.\d+)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i.exec(
      text,
    )
  if (iso) {
    const [, date, clock = '00:00:00', fraction = '', zone = 'Z'] = iso
    const offset = /^[+-]/.test(zone) ? zone.replace(/^(.\d{2})(\d{2})$/, '$1:$2') : 'Z'
    return Date.parse(`${date}T${clock.length === 5 ? `${clock}:00` : clock}${fraction.slice(0, 4)}${offset}`)
  }
  if (!/\d{4}/.test(text)) return undefined
  return Date.parse(/(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})\)?$/i.test(text) ? text : `${text} UTC`)
}
