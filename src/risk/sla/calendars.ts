import type { Actor } from '../../access/actor.ts'
import { audit } from '../../access/audit.ts'
import { queueRankingOf } from '../../inventory/context.ts'
import type { Pool, Tx } from '../../platform/database.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/ids.ts'
import { holidaysOf, isRegion } from './holidays.ts'
import type { WorkCalendar } from './work-days.ts'

export interface CalendarWords {
  name: string
  timeZone: string
  workingDays: number[]
  country: string | null
  region: string | null
  holidays: { date: string; name: string }[]
}

export interface Calendar extends CalendarWords {
  id: string
}

const SELECT = `select id, name, time_zone as "timeZone", working_days as "workingDays", country, region, holidays from sla_calendar`

/** Calendars by name, each with the free days of the next twelve months. */
export async function listCalendars(tx: Tx) {
  const { rows } = await tx.query<Calendar>(`${SELECT} order by lower(name), id`)
  return Promise.all(rows.map(withNext))
}

async function withNext(calendar: Calendar) {
  const today = new Date().toISOString().slice(0, 10)
  const year = Number(today.slice(0, 4))
  const end = `${year + 1}${today.slice(4)}`
  const public_ = await Promise.all([year, year + 1].map((one) => holidaysOf(calendar, one)))
  const all = [...public_.flat(), ...calendar.holidays].filter(({ date }) => date >= today && date < end)
  return { ...calendar, nextHolidays: all.sort((a, b) => (a.date < b.date ? -1 : 1)) }
}

/** Adds a calendar. Throws `name_taken`, `bad_calendar`. */
export async function addCalendar(tx: Tx, actor: Actor, words: CalendarWords) {
  await check(tx, words)
  const id = newId()
  await write(tx, actor, { id, ...words })
  await audit(tx, actor, 'sla-calendar.create', `sla-calendar/${id}`, { ...words })
  return withNext({ id, ...words })
}

/** Changes what is given of a calendar; due dates that count by it are made again by a job. Throws 404, `name_taken`, `bad_calendar`. */
export async function changeCalendar(tx: Tx, actor: Actor, id: string, change: Partial<CalendarWords>) {
  const { id: _, ...before } = await getCalendar(tx, id)
  const words = { ...before, ...change }
  await check(tx, words, id)
  await write(tx, actor, { id, ...words })
  await settleAgain(tx)
  await audit(tx, actor, 'sla-calendar.change', `sla-calendar/${id}`, { before, after: words })
  return withNext({ id, ...words })
}

/** Removes a calendar: what counted by it counts every day from now on. Throws 404. */
export async function deleteCalendar(tx: Tx, actor: Actor, id: string): Promise<void> {
  const { name } = await getCalendar(tx, id)
  await tx.query('delete from sla_calendar where id = $1', [id])
  await settleAgain(tx)
  await audit(tx, actor, 'sla-calendar.delete', `sla-calendar/${id}`, { name })
}

async function getCalendar(tx: Tx, id: string): Promise<Calendar> {
  const { rows } = await tx.query<Calendar>(`${SELECT} where id = $1`, [id])
  if (!rows[0]) throw notFound('calendar', id)
  return rows[0]
}

async function write(tx: Tx, actor: Actor, { id, ...words }: Calendar): Promise<void> {
  await tx.query(
    `insert into sla_calendar (id, name, time_zone, working_days, country, region, holidays, changed_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do update set name = excluded.name, time_zone = excluded.time_zone, working_days = excluded.working_days,
       country = excluded.country, region = excluded.region, holidays = excluded.holidays, changed_by = excluded.changed_by, changed_at = now()`,
    [
      id,
      words.name,
      words.timeZone,
      words.workingDays,
      words.country,
      words.region,
      JSON.stringify(words.holidays),
      actor.id,
    ],
  )
}

async function settleAgain(tx: Tx): Promise<void> {
  const { rows } = await tx.query<{ id: string }>('select id from asset order by id')
  await queueRankingOf(
    tx,
    rows.map(({ id }) => id),
    'calendars',
  )
}

async function check(tx: Tx, { name, timeZone, country, region }: CalendarWords, id?: string): Promise<void> {
  const refuse = (message: string): AppError => new AppError('bad_calendar', 400, message)
  try {
    new Intl.DateTimeFormat('en', { timeZone })
  } catch {
    throw refuse(`${timeZone} is no time zone. Write an IANA name such as Europe/Berlin.`)
  }
  if (region !== null && country === null)
    throw refuse('A region belongs to a country: give the country too.')
  if (country !== null && !(await isRegion(country, region)))
    throw refuse(
      `No holidays are known for ${region ? `${country}-${region}` : country}. Leave the country away and name the free days yourself.`,
    )
  const { rowCount } = await tx.query(
    'select from sla_calendar where name = $1 and id is distinct from $2::uuid',
    [name, id ?? null],
  )
  if (rowCount)
    throw new AppError('name_taken', 409, `There is a calendar ${name} already. Choose another name.`)
}

/** Calendars by name, ready to count by: the country's holidays of the years around today are looked up once. */
export async function workCalendars(
  db: Pool | Tx,
  names: readonly string[],
): Promise<Map<string, WorkCalendar>> {
  if (names.length === 0) return new Map()
  const { rows } = await db.query<Calendar>(`${SELECT} where name = any($1)`, [names])
  const made = new Map<string, WorkCalendar>()
  for (const calendar of rows) made.set(calendar.name, await workCalendar(calendar))
  return made
}

const YEARS_BEFORE = 6
const YEARS_AFTER = 4

async function workCalendar(calendar: Calendar): Promise<WorkCalendar> {
  const now = new Date().getUTCFullYear()
  const free = new Set(calendar.holidays.map(({ date }) => date))
  for (let year = now - YEARS_BEFORE; year <= now + YEARS_AFTER; year++)
    for (const { date } of await holidaysOf(calendar, year)) free.add(date)
  return {
    timeZone: calendar.timeZone,
    workingDays: new Set(calendar.workingDays),
    isHoliday: (day) => free.has(day),
  }
}
