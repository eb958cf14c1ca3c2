import { useQuery } from '@tanstack/react-query'
import { useMay } from '../api/me.ts'
import { teamsQuery } from './teams-query.ts'
import { usersQuery } from './users-query.ts'

/** What people (by their id) and teams (`team:<id>`) are called, once they are read; a word for what may not be read. */
export function useAssigneeNames(wanted: boolean): (id: string) => string {
  const teams = useQuery({ ...teamsQuery, enabled: useMay('teams:read') && wanted }).data
  const users = useQuery({ ...usersQuery, enabled: useMay('users:read') && wanted }).data
  return (id) => {
    const team = id.startsWith('team:') && id.slice('team:'.length)
    if (team) return teams?.find((one) => one.id === team)?.name ?? 'a team'
    return users?.find((one) => one.id === id)?.name ?? 'a person'
  }
}
