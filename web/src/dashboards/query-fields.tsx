import { MultiSelect, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { teamsQuery } from '../access/teams-query.ts'
import { useMay } from '../api/me.ts'
import { listed, parseSearch, stringifySearch } from '../api/search-params.ts'
import styles from '../feedback/form.module.css'
import { savedQueriesQuery } from '../findings/saved-queries.ts'
import { useApplicationChoices } from '../inventory/use-choices.ts'
import { choices, KIND, SEVERITY, STATE } from '../words/labels.ts'

export interface WhichFindings {
  query: string
  savedQuery: string | null
}

const labelled = <K extends string>(words: Record<K, { label: string }>) =>
  choices(Object.fromEntries(Object.entries<{ label: string }>(words).map(([k, v]) => [k, v.label])))

/** The list's address without what does not say which findings: `?state=open&open=…` → `state=open`. */
export function pastedQuery(text: string): string {
  const typed = text.trim()
  const search = typed.includes('?') ? typed.slice(typed.indexOf('?') + 1) : typed
  const { open: _open, sort: _sort, order: _order, ...filter } = parseSearch(search)
  return stringifySearch(filter).slice(1)
}

/** Which findings a widget is about: a saved query as it stands, or a filter of its own. */
export function QueryFields({
  value,
  onChange,
}: {
  value: WhichFindings
  onChange: (value: WhichFindings) => void
}) {
  const saved = useQuery(savedQueriesQuery).data ?? []
  return (
    <>
      <Select
        label="Findings"
        description="A saved query is followed when it changes."
        clearable
        placeholder="Chosen here"
        data={saved.map(({ id, name }) => ({ value: id, label: name }))}
        value={value.savedQuery}
        onChange={(savedQuery) => onChange({ ...value, savedQuery })}
      />
      {value.savedQuery === null && (
        <OwnFilter query={value.query} onChange={(query) => onChange({ ...value, query })} />
      )}
    </>
  )
}

function OwnFilter({ query, onChange }: { query: string; onChange: (query: string) => void }) {
  const search = parseSearch(query)
  const mayTeams = useMay('teams:read')
  const teams = useQuery({ ...teamsQuery, enabled: mayTeams }).data ?? []
  const { found: applications, onSearchChange } = useApplicationChoices(listed(search.application))
  const many = (
    name: string,
    label: string,
    data: { value: string; label: string }[],
    find: { searchable?: true; onSearchChange?: (typed: string) => void } = {},
  ) => (
    <MultiSelect
      label={label}
      placeholder={search[name] ? '' : 'Any'}
      data={data}
      {...find}
      value={listed(search[name])}
      onChange={(values) =>
        onChange(stringifySearch({ ...search, [name]: values.join(',') || undefined }).slice(1))
      }
    />
  )
  return (
    <>
      <div className={styles.two}>
        {many('state', 'State', choices(STATE))}
        {many('severity', 'Severity', labelled(SEVERITY))}
        {many('kind', 'Kind', labelled(KIND))}
        {many(
          'application',
          'Application',
          applications.map(({ id, name }) => ({ value: id, label: name })),
          { searchable: true, onSearchChange },
        )}
        {mayTeams &&
          many(
            'team',
            'Team',
            teams.map(({ id, name }) => ({ value: id, label: name })),
          )}
      </div>
      <TextInput
        label="The whole filter"
        description="As the address of the findings list says it; an address can be pasted."
        placeholder="state=open&knownExploited=true"
        value={query}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={(event) => onChange(pastedQuery(event.currentTarget.value))}
      />
    </>
  )
}
