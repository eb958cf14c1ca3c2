import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listed } from '../api/search-params.ts'
import type { Facets, FacetValue, Kind, Severity, State } from '../api/types.ts'
import { KIND, NOISE, NOISES, SEVERITIES, STATE, STATES } from '../words/labels.ts'
import { SeverityWord } from '../words/severity-mark.tsx'
import { FacetGroup } from './facet-group.tsx'
import { facetsQuery } from './facets-query.ts'
import { type FilterName, type FindingSearch, filterOf, toggled } from './finding-search.ts'

type FacetName = Exclude<keyof Facets, 'total'> & FilterName

const GROUPS: {
  name: FacetName
  label: string
  word?: (value: FacetValue) => ReactNode
  order?: readonly string[]
}[] = [
  { name: 'state', label: 'State', word: ({ value }) => STATE[value as State], order: STATES },
  {
    name: 'severity',
    label: 'Severity',
    word: ({ value }) => <SeverityWord severity={value as Severity} />,
    order: SEVERITIES,
  },
  { name: 'kind', label: 'Kind', word: ({ value }) => KIND[value as Kind].label },
  { name: 'tool', label: 'Tool' },
  {
    name: 'noise',
    label: 'Noise',
    word: ({ value }) => NOISE[value as keyof typeof NOISE],
    order: NOISES,
  },
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
