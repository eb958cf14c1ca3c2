import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listed } from '../api/search-params.ts'
import type { Facets, FacetValue, Kind, Severity, SlaState, State } from '../api/types.ts'
import { OwnerHandle } from '../ownership/owner-handle.tsx'
import { SLA_STATE, SLA_STATES } from '../sla/sla-words.tsx'
import {
  EXPLOIT_MATURITIES,
  EXPLOIT_MATURITY,
  KIND,
  NOISE,
  NOISES,
  REACH_FILTER,
  SEVERITIES,
  SSVC,
  SSVC_DECISIONS,
  STATE,
  STATES,
} from '../words/labels.ts'
import { SeverityWord } from '../words/severity-mark.tsx'
import { FacetGroup } from './facet-group.tsx'
import { facetsQuery } from './facets-query.ts'
import { type FilterName, type FindingSearch, filterOf, toggled } from './finding-search.ts'

type FacetName = Exclude<keyof Facets, 'total'> & FilterName

const GROUPS: {
  name: FacetName
  label: string
  word?: (value: Pick<FacetValue, 'value' | 'label'>) => ReactNode
  order?: readonly string[]
}[] = [
  { name: 'state', label: 'State', word: ({ value }) => STATE[value as State], order: STATES },
  {
    name: 'severity',
    label: 'Severity',
    word: ({ value }) => <SeverityWord severity={value as Severity} />,
    order: SEVERITIES,
  },
  {
    name: 'ssvc',
    label: 'SSVC',
    word: ({ value }) => SSVC[value as keyof typeof SSVC],
    order: SSVC_DECISIONS,
  },
  {
    name: 'exploitMaturity',
    label: 'Exploits',
    word: ({ value }) => EXPLOIT_MATURITY[value as keyof typeof EXPLOIT_MATURITY],
    order: EXPLOIT_MATURITIES,
  },
  {
    name: 'reachability',
    label: 'Reachability',
    word: ({ value }) => REACH_FILTER[value as keyof typeof REACH_FILTER],
    order: Object.keys(REACH_FILTER),
  },
  { name: 'kind', label: 'Kind', word: ({ value }) => KIND[value as Kind].label },
  { name: 'tool', label: 'Tool' },
  {
    name: 'noise',
    label: 'Noise',
    word: ({ value }) => NOISE[value as keyof typeof NOISE],
    order: NOISES,
  },
  { name: 'tag', label: 'Tag' },
  {
    name: 'sla',
    label: 'Due date',
    word: ({ value }) => SLA_STATE[value as SlaState],
    order: SLA_STATES,
  },
  {
    name: 'owner',
    label: 'Owner',
    word: ({ value, label }) => (value === 'none' ? 'Nobody' : <OwnerHandle name={label} />),
  },
  { name: 'team', label: 'Team' },
  { name: 'application', label: 'Application' },
  { name: 'asset', label: 'Asset' },
]

/** The choices with their counts. Each count is what one gets by clicking it. */
export function FacetSide({
  search,
  onChange,
}: {
  search: FindingSearch
  onChange: (part: FindingSearch) => void
}) {
  const facets = useQuery(facetsQuery(filterOf(search)))
  return (
    <div aria-busy={facets.isPending}>
      {GROUPS.map(({ name, label, word, order }) => (
        <FacetGroup
          key={name}
          label={label}
          values={facets.data ? inOrder(facets.data[name], order) : facets.error ? [] : undefined}
          chosen={listed(search[name])}
          word={word}
          onToggle={(value) => onChange(toggled(search, name, value))}
        />
      ))}
    </div>
  )
}

const inOrder = (values: FacetValue[], order: readonly string[] | undefined): FacetValue[] =>
  order ? values.toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value)) : values
