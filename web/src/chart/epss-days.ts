const DAY_MS = 86_400_000
const MOST_DAYS = 365

export interface EpssDay {
  /** `2026-08-16` */
  day: string
  /** 0–1. */
  score: number
}

/** A score for each day from the first known one to today, at most a year; a score stays until the next. */
export function epssDays(timeline: { since: string; score: number }[], today: string): EpssDay[] {
  const first = timeline[0]
  if (!first) return []
  const end = Date.parse(today)
  const start = Math.max(Date.parse(first.since), end - MOST_DAYS * DAY_MS)
  const days: EpssDay[] = []
  for (let at = start, next = 0; at <= end; at += DAY_MS) {
    const day = new Date(at).toISOString().slice(0, 10)
    while (next < timeline.length && (timeline[next]?.since ?? '') <= day) next++
    days.push({ day, score: timeline[next - 1]?.score ?? first.score })
  }
  return days
}
