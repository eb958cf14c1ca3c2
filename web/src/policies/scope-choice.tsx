import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import type { PolicyScopeInput } from '../api/types.ts'
import { AssetChoice } from '../estate/asset-choice.tsx'
import { useApplicationChoices } from '../inventory/use-choices.ts'
import styles from './policies.module.css'
import { SCOPES } from './policy-words.ts'

interface ScopeChoiceProps {
  scope: PolicyScopeInput
  onChange: (scope: PolicyScopeInput) => void
  disabled: boolean
}

/** What a policy is for. Of rules that hold for the same finding, the one of the narrower scope wins. */
export function ScopeChoice({ scope, onChange, disabled }: ScopeChoiceProps) {
  const { kind, id } = scope
  const mayTeams = useMay('teams:read')
  const teams = useQuery({ ...teamsQuery, enabled: mayTeams && kind === 'team' }).data ?? []
  const { found: applications, onSearchChange } = useApplicationChoices(
    [kind === 'application' ? id : undefined],
    {
      enabled: kind === 'application',
    },
  )
  const chosen = (value: string | null | undefined) => onChange(value ? { kind, id: value } : { kind })
  return (
    <div className={styles.scope}>
      <Select
        aria-label="For"
        className={styles.kind}
        data={SCOPES}
        value={kind}
        onChange={(value) => onChange({ kind: (value ?? 'everything') as PolicyScopeInput['kind'] })}
        allowDeselect={false}
        disabled={disabled}
      />
      {(kind === 'team' || kind === 'application') && (
        <Select
          aria-label={kind === 'team' ? 'Team' : 'Application'}
          placeholder={kind === 'team' ? 'Choose a team' : 'Choose an application'}
          data={(kind === 'team' ? teams : applications).map((one) => ({ value: one.id, label: one.name }))}
          value={id ?? null}
          onChange={chosen}
          searchable
          onSearchChange={onSearchChange}
          disabled={disabled}
        />
      )}
      {kind === 'asset' && <AssetChoice asset={id} onChoose={chosen} />}
    </div>
  )
}
