import { type OwnerPeople, ownerPeople } from '../../../findings/ownership/owner-people.ts'
import { teamAssignee } from '../../../model/assignee.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Place } from './places.ts'

/** Findings of one asset, and whom a policy names for them as it writes it. Null: nobody any more. */
export interface Naming {
  place: Place
  who: string | null
  findings: readonly string[]
}

export interface Taker {
  asset: string
  finding: string
  assignee: string | null
}

/** A team by its name as policies write it: `team:Payments`. */
export const teamName = (who: string): string | undefined =>
  who.startsWith('team:') ? who.slice('team:'.length).trim() : undefined

/**
 * The assignee whom a policy names, for each finding: a person, or a team where its owner is one. Null where the name is nobody's. Where
 * nobody knows the owner of a finding, the team of its application is.
 */
export async function takersOf(tx: Tx, namings: readonly Naming[]): Promise<Taker[]> {
  const names = namesIn(namings)
  const [people, teams, owners] = [
    await peopleNamed(tx, names),
    await teamsNamed(tx, names),
    await ownersIn(tx, namings),
  ]
  const named = (who: string | null): string | null => {
    if (who === null) return null
    const name = teamName(who)
    if (name === undefined) return people.get(who.toLowerCase()) ?? null
    const team = teams.get(name)
    return team === undefined ? null : teamAssignee(team)
  }
  return namings.flatMap(({ place, who, findings }) => {
    const assignee = who === 'owner' ? undefined : named(who)
    return findings.map((finding) => ({
      asset: place.id,
      finding,
      assignee: assignee === undefined ? ownerOf(place, owners.get(finding)) : assignee,
    }))
  })
}

function ownerOf(place: Place, owner: OwnerPeople | undefined): string | null {
  const { person = null, team = place.teamId } = owner ?? {}
  return person ?? (team && teamAssignee(team))
}

/**
 * Ids of the people whom a policy names, for each naming, each with the findings to be told of. Where nobody knows the owner of a finding,
 * the team of its application is.
 */
export async function peopleOf(tx: Tx, namings: readonly Naming[]): Promise<Map<string, string[]>[]> {
  const names = namesIn(namings)
  const people = await peopleNamed(tx, names)
  const owners = await ownersIn(tx, namings)
  const owning = namings.flatMap(({ place, who }) => (who === 'owner' && place.teamId ? [place.teamId] : []))
  const teams = [...owning, ...[...owners.values()].flatMap(({ team }) => team ?? [])]
  const members = await membersOf(tx, teams, names)
  return namings.map(({ place, who, findings }) => {
    const shares = new Map<string, string[]>()
    for (const finding of findings)
      for (const person of toldOf(place, who, owners.get(finding)))
        shares.set(person, [...(shares.get(person) ?? []), finding])
    return shares
  })

  function toldOf(place: Place, who: string | null, owner: OwnerPeople | undefined): readonly string[] {
    if (who === null) return []
    if (who !== 'owner') {
      const name = teamName(who)
      return name === undefined
        ? [people.get(who.toLowerCase()) ?? []].flat()
        : (members.byName.get(name) ?? [])
    }
    const { person = null, team = place.teamId } = owner ?? {}
    return person !== null ? [person] : (members.byId.get(team ?? '') ?? [])
  }
}

/** What policies write, but for owners. */
const namesIn = (namings: readonly Naming[]): string[] => [
  ...new Set(namings.flatMap(({ who }) => (who === null || who === 'owner' ? [] : [who]))),
]

const ownersIn = (tx: Tx, namings: readonly Naming[]): Promise<Map<string, OwnerPeople>> =>
  ownerPeople(
    tx,
    namings
      .filter(({ who }) => who === 'owner')
      .flatMap(({ place, findings }) => findings.map((finding) => ({ asset: place.id, finding }))),
  )

/** Ids of who has which e-mail address; without nobody, and somebody who is switched off. */
async function peopleNamed(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const emails = names.filter((name) => teamName(name) === undefined).map((name) => name.toLowerCase())
  if (emails.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; email: string }>(
    'select id, email from person where email = any($1) and not disabled',
    [emails],
  )
  return new Map(rows.map(({ id, email }) => [email, id]))
}

const teamNames = (names: readonly string[]): string[] => names.flatMap((name) => teamName(name) ?? [])

async function teamsNamed(tx: Tx, names: readonly string[]): Promise<Map<string, string>> {
  const wanted = teamNames(names)
  if (wanted.length === 0) return new Map()
  const { rows } = await tx.query<{ id: string; name: string }>(
    'select id, name from team where name = any($1)',
    [wanted],
  )
  return new Map(rows.map(({ id, name }) => [name, id]))
}

/** Who is in which team, by the team's id and by its name. */
async function membersOf(
  tx: Tx,
  teams: readonly string[],
  names: readonly string[],
): Promise<{ byId: Map<string, string[]>; byName: Map<string, string[]> }> {
  const wanted = teamNames(names)
  if (teams.length + wanted.length === 0) return { byId: new Map(), byName: new Map() }
  const { rows } = await tx.query<{ id: string; name: string; members: string[] }>(
    `select t.id, t.name, array_agg(p.id order by p.id) as members
     from person p join person_team m on m.person_id = p.id join team t on t.id = m.team_id
     where (t.id = any($1::uuid[]) or t.name = any($2)) and not p.disabled group by t.id`,
    [[...new Set(teams)], wanted],
  )
  return {
    byId: new Map(rows.map(({ id, members }) => [id, members])),
    byName: new Map(rows.map(({ name, members }) => [name, members])),
  }
}
