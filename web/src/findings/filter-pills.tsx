import { Button, Pill } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useAssigneeNames } from '../access/use-assignee-names.ts'
import { listed } from '../api/search-params.ts'
import type { Kind, Severity, State } from '../api/types.ts'
import { SLA_STATE } from '../sla/sla-words.tsx'
import { day } from '../words/format.ts'
import { EXPLOIT_MATURITY, KIND, REACH_FILTER, SEVERITY, SSVC, STATE } from '../words/labels.ts'
import { facetsQuery } from './facets-query.ts'
import { FILTERS, type FilterName, type FindingSearch, filterOf, toggled } from './finding-search.ts'

const PREFIX: Partial<Record<FilterName, string>> = {
  cwe: 'CWE-',
  rule: 'Rule ',
  component: 'Component ',
  tag: 'Tag ',
  policy: 'Policy ',
  policyRule: 'Policy rule ',
  minScore: 'Score from ',
  branch: 'Branch ',
  owner: 'Owner ',
}

/** Filters that hold a time, with the word before its day. */
const DAYS: Partial<Record<FilterName, string>> = {
  since: 'Since',
  until: 'First seen before',
  fixedSince: 'Fixed since',
  fixedUntil: 'Fixed before',
  asOf: 'As of',
  dueBefore: 'Due before',
}

const YES: Partial<Record<FilterName, string>> = {
  knownExploited: 'Known exploited',
  fixable: 'Fix available',
  agreed: 'Tools agree',
}

/** Filters whose values have words of their own, which need their subject beside them. */
const WORDS: Partial<Record<FilterName, { label: string; words: Record<string, string> }>> = {
  ssvc: { label: 'SSVC', words: SSVC },
  exploitMaturity: { label: 'Exploits', words: EXPLOIT_MATURITY },
  reachability: { label: 'Reachability', words: REACH_FILTER },
  sla: { label: 'Due date', words: SLA_STATE },
}

interface FilterPillsProps {
  search: FindingSearch
  onChange: (part: FindingSearch) => void
  onShow: (search: FindingSearch) => void
}

/** Every filter in force, each with a way to take it off. */
export function FilterPills({ search, onChange, onShow }: FilterPillsProps) {
  const word = useFilterWords(search)
  const pills = FILTERS.flatMap((name) =>
    name === 'q' ? [] : valuesOf(search, name).map((value) => ({ name, value })),
  )
  if (pills.length === 0) return null
  return (
    <>
      {pills.map(({ name, value }) => (
        <Pill
          key={`${name}=${value}`}
          withRemoveButton
          removeButtonProps={{
            'aria-label': `Take off ${word(name, value)}`,
            'aria-hidden': false,
            tabIndex: 0,
          }}
          onRemove={() =>
            onChange(SINGLE.has(name) ? { [name]: undefined, open: undefined } : toggled(search, name, value))
          }
        >
          {word(name, value)}
        </Pill>
      ))}
      <Button
        variant="subtle"
        color="gray"
        onClick={() => onShow({ sort: search.sort, order: search.order, columns: search.columns })}
      >
        Clear
      </Button>
    </>
  )
}

/** Filters that hold one value, which may have a comma in it. */
const SINGLE = new Set<FilterName>([
  ...(Object.keys(DAYS) as FilterName[]),
  'branch',
  'exception',
  'minScore',
  'knownExploited',
  'fixable',
  'agreed',
])

const valuesOf = (search: FindingSearch, name: FilterName): string[] =>
  SINGLE.has(name) ? (search[name] ? [search[name]] : []) : listed(search[name])

const ASSIGNEE: Record<string, string> = { me: 'Mine', none: 'Nobody assigned' }

/** Facets that know what their values are called, and the word until they do. */
const NAMED = { owner: 'Owner', team: 'Team', application: 'Application', asset: 'Asset' } as const
const isNamed = (name: FilterName): name is keyof typeof NAMED => name in NAMED

/** What a filter's value is called; ids get the names that the facets and teams know. */
function useFilterWords(search: FindingSearch) {
  const facets = useQuery(facetsQuery(filterOf(search))).data
  const people = useAssigneeNames(search.assignee !== undefined)
  return (name: FilterName, value: string): string => {
    if (YES[name]) return value === 'true' ? YES[name] : `Not: ${YES[name].toLowerCase()}`
    if (name === 'severity') return SEVERITY[value as Severity]?.label ?? value
    if (name === 'state') return STATE[value as State] ?? value
    if (name === 'kind') return KIND[value as Kind]?.label ?? value
    if (WORDS[name]) return `${WORDS[name].label}: ${WORDS[name].words[value]?.toLowerCase() ?? value}`
    if (name === 'exception') return 'Of one exception'
    if (DAYS[name]) return `${DAYS[name]} ${day(value)}`
    if (name === 'assignee') return ASSIGNEE[value] ?? `Assigned to ${people(value)}`
    if (isNamed(name)) {
      const label = facets?.[name].find((facet) => facet.value === value)?.label
      return label === undefined ? NAMED[name] : `${PREFIX[name] ?? ''}${label}`
    }
    return `${PREFIX[name] ?? ''}${value}`
  }
}
