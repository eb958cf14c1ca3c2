import type { Tx } from '../../platform/database.ts'

/** A team or a person of Stance. */
export interface Who {
  type: 'team' | 'person'
  id: string
  name: string
  /** Somebody said so; otherwise the name or the address is the same. */
  said: boolean
}

/**
 * Who owners are, by their names as sources write them: what somebody said; else the person of the same address or name, or the team of the
 * same name (`@acme/payments` and `group:default/payments` are the team Payments). Names that are nobody's are left out.
 */
export async function whoOwns(tx: Tx, handles: readonly string[]): Promise<Map<string, Who>> {
  if (handles.length === 0) return new Map()
  const { rows } = await tx.query<Who & { handle: string }>(
    `select distinct on (h.handle) h.handle, w.* from unnest($1::text[], $2::text[], $3::text[]) as h (handle, mail, word)
     cross join lateral (
       select 0 as nth, 'team' as type, t.id, t.name, true as said from owner_mapping m join team t on t.id = m.team_id where m.handle = lower(h.handle)
       union all
       select 0, 'person', p.id, p.name, true from owner_mapping m join person p on p.id = m.person_id
         where m.handle = lower(h.handle) and not p.disabled
       union all
       select 1, 'team', t.id, t.name, false from team t where h.handle = 'team:' || t.id
       union all
       select 2, 'person', p.id, p.name, false from person p where p.email = h.mail and not p.disabled
       union all
       select 3, 'team', t.id, t.name, false from team t where lower(t.name) = h.word
       union all
       select 4, 'person', p.id, p.name, false from person p where lower(p.name) = h.word and not p.disabled
     ) w order by h.handle, w.nth, w.id`,
    [handles, handles.map(mailIn), handles.map(wordIn)],
  )
  return new Map(rows.map(({ handle, type, id, name, said }) => [handle, { type, id, name, said }]))
}

/** `Jo Doe <jo@example.org>` and `jo@example.org` → `jo@example.org`; empty where there is none. */
const mailIn = (handle: string): string => /[\w.+-]+@[\w-]+\.[\w.-]+/.exec(handle)?.[0]?.toLowerCase() ?? ''

/** What is left without organisation, kind and address: `@acme/payments` → `payments`. */
const wordIn = (handle: string): string =>
  handle
    .replace(/<[^>]*>/, '')
    .replace(/^(?:group|user):/i, '')
    .replace(/^.*\//, '')
    .replace(/^@/, '')
    .trim()
    .toLowerCase()
