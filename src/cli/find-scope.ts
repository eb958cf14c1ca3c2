import { AppError, notFound } from '../platform/errors.ts'
import type { ApiClient } from './api-client.ts'
import { findAsset, isId } from './find-asset.ts'

export interface ScopeOptions {
  asset?: string
  application?: string
  team?: string
}

interface Named {
  id: string
  name: string
}

/** What a policy is for, by names or ids; everything where none is given. Throws `not_found`, `bad_option`. */
export async function findScope(
  api: ApiClient,
  { asset, application, team }: ScopeOptions,
): Promise<{ kind: 'everything' | 'team' | 'application' | 'asset'; id?: string }> {
  if ([asset, application, team].filter((one) => one !== undefined).length > 1)
    throw new AppError('bad_option', 400, 'A policy is for one of --asset, --application or --team.')
  if (asset !== undefined) return { kind: 'asset', id: await findAsset(api, asset) }
  if (application !== undefined) return { kind: 'application', id: await findApplication(api, application) }
  if (team === undefined) return { kind: 'everything' }
  return { kind: 'team', id: await findTeam(api, team) }
}

async function findApplication(api: ApiClient, application: string): Promise<string> {
  if (isId(application)) return application
  const { items } = await api.request<{ items: Named[] }>({
    path: '/applications',
    query: { q: application, limit: 500 },
  })
  return idOf(items, 'application', application)
}

/** The id of the team with this name or id. Throws `not_found`. */
export const findTeam = async (api: ApiClient, team: string): Promise<string> =>
  isId(team) ? team : idOf(await api.request<Named[]>({ path: '/teams' }), 'team', team)

function idOf(all: readonly Named[], what: string, name: string): string {
  const found = all.find((one) => one.name === name || one.id === name)
  if (!found) throw notFound(what, name)
  return found.id
}
