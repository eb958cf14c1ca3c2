import { SegmentedControl, Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import type { ExceptionTarget, NewException } from '../api/types.ts'
import form from '../feedback/form.module.css'
import { useApplicationChoices } from '../inventory/use-choices.ts'
import { counted } from '../words/format.ts'
import { TARGET } from './exception-words.ts'
import styles from './exceptions.module.css'
import { targetFrom } from './target-from.ts'

interface Fields {
  wish: NewException
  onChange: (part: Partial<NewException>) => void
}

/** What it is about, and where it holds. */
export function TargetFields({ wish, onChange }: Fields) {
  const { target } = wish
  if (target.type === 'findings') {
    return <p>{target.ids ? counted(target.ids.length, 'finding') : 'Everything that the list shows.'}</p>
  }
  return (
    <>
      <div>
        <div className={form.label} id="exception-target">
          About
        </div>
        <SegmentedControl
          fullWidth
          aria-labelledby="exception-target"
          data={(['rule', 'component', 'advisory'] as const).map((value) => ({
            value,
            label: TARGET[value].label,
          }))}
          value={target.type}
          onChange={(type) => onChange({ target: targetFrom(type) })}
        />
        <p className={form.quiet}>{TARGET[target.type].covers}</p>
      </div>
      <OwnFields target={target} onChange={(next) => onChange({ target: next })} />
      <ScopeField wish={wish} onChange={onChange} />
    </>
  )
}

function OwnFields({
  target,
  onChange,
}: {
  target: Exclude<ExceptionTarget, { type: 'findings' }>
  onChange: (target: ExceptionTarget) => void
}) {
  if (target.type === 'rule')
    return (
      <Textarea
        label="Condition"
        description="CEL, as in policies: over finding, asset, application, component and advisory."
        placeholder={'finding.kind == "secret" && finding.path.startsWith("test/")'}
        withAsterisk
        autosize
        minRows={2}
        classNames={{ input: styles.condition }}
        data-autofocus
        value={target.when}
        onChange={(event) => onChange({ ...target, when: event.currentTarget.value })}
      />
    )
  if (target.type === 'advisory')
    return (
      <TextInput
        label="Advisory"
        description="Any of its names; it holds for all of them."
        placeholder="CVE-2021-44228"
        withAsterisk
        data-autofocus
        value={target.advisory}
        onChange={(event) => onChange({ ...target, advisory: event.currentTarget.value })}
      />
    )
  return (
    <div className={form.two}>
      <TextInput
        label="Component"
        description="A package URL or a name"
        placeholder="pkg:npm/lodash"
        withAsterisk
        data-autofocus
        value={target.component}
        onChange={(event) => onChange({ ...target, component: event.currentTarget.value })}
      />
      <TextInput
        label="Versions"
        description="Empty: every version"
        placeholder="<4.17.21"
        value={target.versions ?? ''}
        onChange={(event) => {
          const { versions: _versions, ...rest } = target
          const versions = event.currentTarget.value
          onChange(versions ? { ...rest, versions } : rest)
        }}
      />
    </div>
  )
}

/** Everything, or one team's or application's part; `team:<id>`. */
function ScopeField({ wish, onChange }: Fields) {
  const mayTeams = useMay('teams:read')
  const teams = useQuery({ ...teamsQuery, enabled: mayTeams }).data ?? []
  const scope = wish.scope ?? { type: 'everything' }
  const { found: applications, onSearchChange } = useApplicationChoices(
    [scope.type === 'application' ? scope.id : undefined],
    { labels: teams.map(({ name }) => name) },
  )
  const items = (type: string, all: { id: string; name: string }[]) =>
    all.map(({ id, name }) => ({ value: `${type}:${id}`, label: name }))
  return (
    <Select
      label="Where"
      searchable
      clearable
      placeholder="Everywhere"
      onSearchChange={onSearchChange}
      data={[
        { group: 'Teams', items: items('team', teams) },
        { group: 'Applications', items: items('application', applications) },
      ]}
      value={scope.type === 'everything' ? null : `${scope.type}:${scope.id}`}
      onChange={(chosen) => {
        const [type, id] = chosen?.split(':') ?? []
        onChange({
          scope: type && id ? { type: type as 'team' | 'application', id } : { type: 'everything' },
        })
      }}
    />
  )
}
