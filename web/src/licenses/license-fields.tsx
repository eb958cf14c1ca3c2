import { Checkbox, Select, TagsInput } from '@mantine/core'
import type { LicensePolicyState } from '../api/types.ts'
import styles from '../settings/settings.module.css'
import { LICENSE_VERDICT } from './license-words.ts'

type Policy = LicensePolicyState['policy']

const LISTS = [
  ['deny', 'Refused', 'Stronger than the two below.', 'AGPL-*'],
  ['review', 'Needs somebody’s word', 'A finding that somebody accepts or acts on.', 'LGPL-*'],
  ['allow', 'Allowed', 'Exceptions too, such as GPL-2.0-only WITH Classpath-exception-2.0.', 'MIT*'],
] as const

const VERDICTS = Object.entries(LICENSE_VERDICT).map(([value, label]) => ({ value, label }))

/** The policy's fields. Names are SPDX ids or what reports say; a star stands for any characters. */
export function LicenseFields({
  policy,
  onChange,
  disabled,
}: {
  policy: Policy
  onChange: (part: Partial<Policy>) => void
  disabled: boolean
}) {
  return (
    <fieldset className={styles.rules} disabled={disabled}>
      <legend className={styles.quiet}>SPDX ids or reports’ own words; * stands for any characters</legend>
      {LISTS.map(([name, label, description, example]) => (
        <TagsInput
          key={name}
          label={label}
          description={description}
          placeholder={policy[name].length === 0 ? example : undefined}
          disabled={disabled}
          value={policy[name]}
          onChange={(value) => onChange({ [name]: value })}
        />
      ))}
      <div className={styles.buttons}>
        <Select
          label="All other licences"
          data={VERDICTS}
          allowDeselect={false}
          disabled={disabled}
          value={policy.others}
          onChange={(value) => onChange({ others: value as Policy['others'] })}
        />
        <Select
          label="No licence told"
          data={VERDICTS}
          allowDeselect={false}
          disabled={disabled}
          value={policy.missing}
          onChange={(value) => onChange({ missing: value as Policy['missing'] })}
        />
      </div>
      <Checkbox
        label="Packages of development and tests too"
        description="They are seldom delivered to anybody."
        checked={policy.development}
        onChange={({ currentTarget }) => onChange({ development: currentTarget.checked })}
      />
    </fieldset>
  )
}
