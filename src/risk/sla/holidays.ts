import { DAY_MS } from '../../model/day.ts'
import { nextDay } from './work-days.ts'

export interface Holiday {
  date: string
  name: string
}

interface Place {
  country: string | null
  region: string | null
}

const kept = new Map<string, Holiday[]>()

/** Public holidays of a country or a part of it in a year. Its data is loaded only where a calendar names a country. */
export async function holidaysOf({ country, region }: Place, year: number): Promise<Holiday[]> {
  if (country === null) return []
  const key = `${country} ${region} ${year}`
  const known = kept.get(key)
  if (known) return known
  const made = (await openHolidays(country, region))
    .getHolidays(year, 'en')
    .flatMap(({ date, start, end, name }) => {
      const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS))
      return spread(date.slice(0, 10), days, name)
    })
  kept.set(key, made)
  return made
}

function spread(date: string, days: number, name: string): Holiday[] {
  const all: Holiday[] = []
  for (let day = date, i = 0; i < days; i++, day = nextDay(day)) all.push({ date: day, name })
  return all
}

async function openHolidays(country: string, region: string | null) {
  const { default: Holidays } = await import('date-holidays')
  return region
    ? new Holidays(country, region, { types: ['public'] })
    : new Holidays(country, { types: ['public'] })
}

/** Whether the holidays of a country, and of a region of it, are known. */
export async function isRegion(country: string, region: string | null): Promise<boolean> {
  const { default: Holidays } = await import('date-holidays')
  const all = new Holidays()
  if (!Object.hasOwn(all.getCountries() ?? {}, country)) return false
  return region === null || Object.hasOwn(all.getStates(country) ?? {}, region)
}
