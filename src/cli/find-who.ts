import { notFound } from '../platform/errors.ts'
import type { ApiClient } from './api-client.ts'
import { isId } from './find-asset.ts'
import { findTeam } from './find-scope.ts'

export interface Who {
  type: 'person' | 'team'
  id: string
}

/** A person by e-mail or id (`person:` before it may be left out), a team by `team:` and its name or id. Throws `not_found`. */
export async function findWho(api: ApiClient, text: string): Promise<Who> {
  const [, type, name = ''] = /^(?:(team|person):)?(.*)$/s.exec(text) ?? []
  if (type === 'team') return { type, id: await findTeam(api, name) }
  if (isId(name)) return { type: 'person', id: name }
  const people = await api.request<{ id: string; email: string }[]>({ path: '/users' })
  const found = people.find(({ email }) => email.toLowerCase() === name.toLowerCase())
  if (!found) throw notFound('person', name)
  return { type: 'person', id: found.id }
}
