import { ownerPeople } from '../../../findings/ownership/owner-people.ts'
import { teamAssignee } from '../../../model/assignee.ts'
import type { Tx } from '../../../platform/database.ts'
import type { Place } from './places.ts'

type Shares = Map<string, string[]>

/** A team by its name as policies write it: `team:Payments`. */
export const teamName = (who: string): string | undefined =>
  who.startsWith('team:') ? who.slice('team:'.length).trim() : undefined

/**
 * The assignee whom a policy names, for each finding: a person, or a team where its owner is one. Null where the name is nobody's. Where
 * nobody knows the owner of a finding, the team of its application is.
 */
export async function takerOf(
  tx: Tx,
  place: Place,
  who: string | null,
  findings: readonly string[],
): Promise<Map<string | null, string[]>> {
  if (who !== 'owner') return new Map([[who && (await assigneeNamed(tx, who)), [...findings]]])
  const owners = await ownerPeople(tx, place.id, findings)
  return Map.groupBy(findings, (finding) => {
    const { person = null, team = place.teamId } = owners.get(finding) ?? {}
    return person ?? (team && teamAssignee(team))
  })
}

async function assigneeNamed(tx: Tx, who: string): Promise<string | null> {
  const name = teamName(who)
  if (name === undefined) return personWith(tx, who)
  const { rows } = await tx.query<{ id: string }>('select id from team where name = $1', [name])
  return rows[0] ? teamAssignee(rows[0].id) : null
}

/**
 * Ids of the people whom a policy names, each with the findings to be told of. Where nobody knows the owner of a finding, the team of its
 * application is.
 */
export async function peopleOf(
  tx: Tx,
  place: Place,
  who: string,
  findings: readonly string[],
): Promise<Shares> {
  const team = teamName(who)
  if (team !== undefined) return allFor(await membersOf(tx, 'name', team), findings)
  if (who === 'owner') return ownersOf(tx, place, findings)
  const person = await personWith(tx, who)
  return allFor(person ? [person] : [], findings)
}

async function ownersOf(tx: Tx, place: Place, findings: readonly string[]): Promise<Shares> {
  const owners = await ownerPeople(tx, place.id, findings)
  const shares: Shares = new Map()
  const add = (person: string, own: readonly string[]): void => {
    shares.set(person, [...(shares.get(person) ?? []), ...own])
  }
  const byPerson = Map.groupBy(findings, (finding) => owners.get(finding)?.person ?? null)
  for (const [person, own] of byPerson) if (person !== null) add(person, own)
  const byTeam = Map.groupBy(byPerson.get(null) ?? [], (finding) => owners.get(finding)?.team ?? place.teamId)
  for (const [team, own] of byTeam)
    if (team !== null) for (const person of await membersOf(tx, 'id', team)) add(person, own)
  return shares
}

/** The id of who has an e-mail address; null for nobody, and for somebody who is switched off. */
async function personWith(tx: Tx, email: string): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    'select id from person where email = lower($1) and not disabled',
    [email],
  )
  return rows[0]?.id ?? null
}

async function membersOf(tx: Tx, by: 'id' | 'name', value: string): Promise<string[]> {
  const { rows } = await tx.query<{ id: string }>(
    `select p.id from person p join person_team m on m.person_id = p.id join team t on t.id = m.team_id
     where t.${by}::text = $1 and not p.disabled order by p.id`,
    [value],
  )
  return rows.map(({ id }) => id)
}

const allFor = (people: readonly string[], findings: readonly string[]): Shares =>
  new Map(people.map((person) => [person, [...findings]]))
