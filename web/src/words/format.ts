const whole = new Intl.NumberFormat('en')
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const full = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' })
const monthDay = new Intl.DateTimeFormat('en', { month: 'short', day: 'numeric' })
const dayOnly = new Intl.DateTimeFormat('en', { dateStyle: 'medium' })

/** `12,345`. */
export const count = (value: number): string => whole.format(value)

/** `12.3K` from ten thousand on, where width matters more than the last digit. */
export const shortCount = (value: number): string =>
  value < 10_000 ? whole.format(value) : compact.format(value)

/** `1 finding`, `12,345 findings`. */
export const counted = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`

/** `78.4`; the score's one decimal is always shown so that columns line up. */
export const score = (value: number): string => value.toFixed(1)

/** `+12.0`, `−1.2`, `0`. */
export const signed = (points: number): string =>
  points === 0 ? '0' : `${points < 0 ? '−' : '+'}${score(Math.abs(points))}`

export const dateTime = (iso: string): string => full.format(new Date(iso))
export const day = (iso: string): string => dayOnly.format(localDay(iso))
/** Without the year, for axes. */
export const shortDay = (iso: string): string => monthDay.format(localDay(iso))

/** A day without a time is that day everywhere: as midnight in UTC it would be the day before in America. */
const localDay = (iso: string): Date => new Date(iso.length === 'YYYY-MM-DD'.length ? `${iso}T00:00:00` : iso)

/** The day that it is here, as a date field has it: in UTC it may be another. */
export const dayHere = (now: Date = new Date()): string =>
  new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 'YYYY-MM-DD'.length)

const STEPS: [seconds: number, unit: string][] = [
  [31_557_600, 'y'],
  [2_629_800, 'mo'],
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
]

/** How long ago, in the largest whole unit: `3 d`, `5 min`, `now`. Coming times read `in 3 d`. */
export function ago(iso: string, now: number = Date.now()): string {
  const seconds = (now - Date.parse(iso)) / 1000
  const step = STEPS.find(([size]) => Math.abs(seconds) >= size)
  if (!step) return 'now'
  const text = `${Math.floor(Math.abs(seconds) / step[0])} ${step[1]}`
  return seconds < 0 ? `in ${text}` : text
}

/** The same within a sentence: `3 d ago`, `just now`. */
export function agoInWords(iso: string, now?: number): string {
  const text = ago(iso, now)
  if (text === 'now') return 'just now'
  return text.startsWith('in ') ? text : `${text} ago`
}

/** `1.2 MB`, by powers of 1000. */
export function size(bytes: number): string {
  const power = Math.min(3, Math.floor(Math.log10(Math.max(bytes, 1)) / 3))
  const value = bytes / 1000 ** power
  return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${['B', 'kB', 'MB', 'GB'][power]}`
}

/** 0–1 as `12.3 %`, with more digits when small. */
export const percent = (share: number): string =>
  `${(share * 100).toFixed(share < 0.01 ? 2 : share < 0.1 ? 1 : 0)} %`
