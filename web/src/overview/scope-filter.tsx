import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import { useApplicationChoices } from '../inventory/use-choices.ts'

interface ScopeFilterProps {
  search: { application?: string; team?: string }
  onChange: (part: { application?: string | undefined; team?: string | undefined }) => void
}

/** The whole estate, or one team's or application's part of it. */
export function ScopeFilter({ search, onChange }: ScopeFilterProps) {
  const mayTeams = useMay('teams:read')
  const teams = useQuery({ ...teamsQuery, enabled: mayTeams }).data ?? []
  const { found: applications, onSearchChange } = useApplicationChoices([search.application], {
    labels: teams.map(({ name }) => name),
  })
  const value = search.application
    ? `application:${search.application}`
    : search.team
      ? `team:${search.team}`
      : null
  return (
    <Select
      aria-label="Part of the estate"
      placeholder="Everything"
      clearable
      searchable
      data={[
        { group: 'Teams', items: teams.map((team) => ({ value: `team:${team.id}`, label: team.name })) },
        {
          group: 'Applications',
          items: applications.map((application) => ({
            value: `application:${application.id}`,
            label: application.name,
          })),
        },
      ]}
      value={value}
      onSearchChange={onSearchChange}
      onChange={(chosen) => {
        const [kind, id] = chosen?.split(':') ?? []
        onChange({
          application: kind === 'application' ? id : undefined,
          team: kind === 'team' ? id : undefined,
        })
      }}
    />
  )
}
