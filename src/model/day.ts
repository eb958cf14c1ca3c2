/** Milliseconds of a day. */
export const DAY_MS = 86_400_000

/** A moment's day in UTC: `2026-03-01`. */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)
