import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { teamsQuery } from '../access/teams-query.ts'
import { usersQuery } from '../access/users-query.ts'
import { useMay } from '../api/me.ts'
import type { OwnerMapping } from '../api/types.ts'
import settings from '../settings/settings.module.css'
import { count } from '../words/format.ts'
import { useOwners } from './use-owners.ts'

interface OwnerTableProps {
  owners: OwnerMapping[]
  mayWrite: boolean
  filtered: boolean
}

/** Each name with who it is; what is chosen is saved at once, and open findings follow. */
export function OwnerTable({ owners, mayWrite, filtered }: OwnerTableProps) {
  const teams = useQuery({ ...teamsQuery, enabled: useMay('teams:read') }).data ?? []
  const users = useQuery({ ...usersQuery, enabled: useMay('users:read') }).data ?? []
  const { map } = useOwners()
  if (owners.length === 0)
    return (
      <p className={settings.quiet}>
        {filtered
          ? 'No owner matches.'
          : 'No source names an owner yet. Discovery reads CODEOWNERS and catalog-info.yaml: stance discover .'}
      </p>
    )
  const choices = [
    { group: 'Teams', items: teams.map(({ id, name }) => ({ value: `team:${id}`, label: name })) },
    { group: 'People', items: users.map(({ id, name }) => ({ value: `person:${id}`, label: name })) },
  ]
  return (
    <div className={settings.scroll}>
      <table className={settings.table}>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Is</th>
            <th scope="col">Known by</th>
            <th scope="col" className={settings.end}>
              Open findings
            </th>
            <th scope="col" className={settings.end}>
              Named by
            </th>
          </tr>
        </thead>
        <tbody>
          {owners.map((owner) => (
            <tr key={owner.handle}>
              <td>{owner.handle}</td>
              <td>
                <Select
                  aria-label={`Who ${owner.handle} is`}
                  placeholder="Nobody knows"
                  searchable
                  clearable={owner.said}
                  disabled={!mayWrite}
                  data={choices}
                  value={owner.is && `${owner.is.type}:${owner.is.id}`}
                  onChange={(chosen) => map.mutate({ handle: owner.handle, is: chosenWho(chosen) })}
                />
              </td>
              <td className={settings.quiet}>
                {owner.said ? 'said by a person' : owner.is ? 'an equal name' : ''}
              </td>
              <td className={settings.end}>
                <Link to="/findings" search={{ owner: owner.handle, state: 'open' }}>
                  {count(owner.findings)}
                </Link>
              </td>
              <td className={settings.end}>{count(owner.assets)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** `team:<id>` → `{type: 'team', id}`. */
function chosenWho(chosen: string | null) {
  if (!chosen) return null
  const at = chosen.indexOf(':')
  return { type: chosen.slice(0, at) as 'team' | 'person', id: chosen.slice(at + 1) }
}
