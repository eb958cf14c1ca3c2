import type { Pool, Tx } from '../../../platform/database.ts'
import type { Flaw } from '../../yaml-document.ts'
import { teamName } from '../live/people-of.ts'
import type { Policy, Rule } from '../policy.ts'

/** A name in a rule's effects that nobody has, and what comes of it. */
export interface UnknownName extends Flaw {
  rule: string
  name: string
}

interface Use {
  rule: string
  name: string
  kind: 'person' | 'team' | 'calendar'
  told: boolean
  path: readonly PropertyKey[]
}

/**
 * People, teams and calendars that rules name and that are not there: such an effect does nothing, so that nobody would notice. Of several
 * policies at once, in their order.
 */
export async function unknownNames(
  db: Pool | Tx,
  policies: readonly (Policy | undefined)[],
): Promise<UnknownName[][]> {
  const uses = policies.map((policy) => (policy?.rules ?? []).flatMap(usesOf))
  const known = await readKnown(db, uses.flat())
  return uses.map((own) => own.flatMap((use) => flawOf(use, known)))
}

function usesOf({ id, effects: { assign, notify = [], sla } }: Rule, at: number): Use[] {
  const then = ['rules', at, 'then']
  const who = (name: string, told: boolean, path: PropertyKey[]): Use[] =>
    name === 'owner'
      ? []
      : [{ rule: id, name: teamName(name) ?? name, kind: teamName(name) ? 'team' : 'person', told, path }]
  return [
    ...(assign === undefined ? [] : who(assign, false, [...then, 'assign'])),
    ...notify.flatMap((name, i) => who(name, true, [...then, 'notify', i])),
    ...(sla?.calendar
      ? [
          {
            rule: id,
            name: sla.calendar,
            kind: 'calendar' as const,
            told: false,
            path: [...then, 'sla', 'calendar'],
          },
        ]
      : []),
  ]
}

interface Known {
  /** E-mail addresses of people who are not switched off. */
  people: ReadonlySet<string>
  /** Teams with how many such people. */
  teams: ReadonlyMap<string, number>
  calendars: ReadonlySet<string>
}

async function readKnown(db: Pool | Tx, uses: readonly Use[]): Promise<Known> {
  const named = (kind: Use['kind']): string[] => uses.flatMap((use) => (use.kind === kind ? [use.name] : []))
  if (uses.length === 0) return { people: new Set(), teams: new Map(), calendars: new Set() }
  const { rows } = await db.query<{ kind: Use['kind']; name: string; people: number }>(
    `select 'person' as kind, email as name, 1 as people from person where email = any($1) and not disabled
     union all select 'team', t.name, (select count(*)::int from person_team m join person p on p.id = m.person_id and not p.disabled
       where m.team_id = t.id) from team t where t.name = any($2)
     union all select 'calendar', name, 1 from sla_calendar where name = any($3)`,
    [named('person').map((name) => name.toLowerCase()), named('team'), named('calendar')],
  )
  const of = (kind: Use['kind']) => rows.filter((row) => row.kind === kind)
  return {
    people: new Set(of('person').map(({ name }) => name)),
    teams: new Map(of('team').map(({ name, people }) => [name, people])),
    calendars: new Set(of('calendar').map(({ name }) => name)),
  }
}

const MISSING: Record<Use['kind'], (use: Use, known: Known) => string | undefined> = {
  person: ({ name, told }, { people }) =>
    people.has(name.toLowerCase())
      ? undefined
      : `nobody here has the address ${name}: ${told ? 'nobody is told' : 'nobody takes these findings'} until somebody does`,
  team: ({ name, told }, { teams }) => {
    const members = teams.get(name)
    if (members === undefined) return `there is no team ${name}: add it, or name one of those that there are`
    return told && members === 0 ? `the team ${name} has nobody in it: nobody is told` : undefined
  },
  calendar: ({ name }, { calendars }) =>
    calendars.has(name) ? undefined : `there is no calendar ${name}: every day counts until there is one`,
}

function flawOf(use: Use, known: Known): UnknownName[] {
  const message = MISSING[use.kind](use, known)
  return message === undefined ? [] : [{ rule: use.rule, name: use.name, path: use.path, message }]
}
