import { SegmentedControl, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay, useMe } from '../api/me.ts'
import type { Visibility } from '../api/types.ts'
import form from '../feedback/form.module.css'

export interface Shared {
  visibility: Visibility
  teamId: string | null
}

const VISIBILITIES: { value: Visibility; label: string }[] = [
  { value: 'private', label: 'Only me' },
  { value: 'team', label: 'A team' },
  { value: 'everyone', label: 'Everyone' },
]

/** Who sees it. Everyone sees in it what they may see. */
export function VisibilityFields({ value, onChange }: { value: Shared; onChange: (value: Shared) => void }) {
  const me = useMe()
  const anyTeam = useMay('teams:write')
  const all = useQuery({ ...teamsQuery, enabled: anyTeam }).data
  const teams = anyTeam ? (all ?? []) : me.teams
  return (
    <>
      <div>
        <div className={form.label} id="visibility">
          Shared with
        </div>
        <SegmentedControl
          fullWidth
          aria-labelledby="visibility"
          data={VISIBILITIES}
          value={value.visibility}
          onChange={(chosen) => onChange({ ...value, visibility: chosen as Visibility })}
        />
      </div>
      {value.visibility === 'team' && (
        <Select
          label="Team"
          withAsterisk
          placeholder={teams.length === 0 ? 'You are in no team' : 'Choose a team'}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={value.teamId}
          onChange={(teamId) => onChange({ ...value, teamId })}
        />
      )}
    </>
  )
}

/** What the API wants of it. */
export const sharedBody = ({ visibility, teamId }: Shared): Shared => ({
  visibility,
  teamId: visibility === 'team' ? teamId : null,
})
