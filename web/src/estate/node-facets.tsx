import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { listed } from '../api/search-params.ts'
import type { Exposure, NodeCounts, NodeKind } from '../api/types.ts'
import { FacetGroup } from '../findings/facet-group.tsx'
import { DATA_CLASS, EXPOSURE } from '../words/labels.ts'
import { countsQuery, filterWord } from './node-counts.ts'
import { ExposureMark } from './node-exposure.tsx'
import { type NodeSearch, toggled } from './node-search.ts'

export type NodeFacet = Exclude<keyof NodeCounts, 'total'>

const LABEL: Record<NodeFacet, string> = {
  exposure: 'Who reaches it',
  authenticated: 'Authentication',
  data: 'Data',
  application: 'Application',
  asset: 'Asset',
}

/** Facets whose values have an order of their own: the worst first. */
const ORDER: Partial<Record<NodeFacet, readonly string[]>> = {
  exposure: [...Object.keys(EXPOSURE), 'unknown'],
  authenticated: ['false', 'true'],
  data: Object.keys(DATA_CLASS),
}

interface NodeFacetsProps {
  kind: NodeKind
  facets: readonly NodeFacet[]
  search: NodeSearch
  onChange: (part: NodeSearch) => void
}

/** The choices with their counts. Each count is what one gets by clicking it. */
export function NodeFacets({ kind, facets, search, onChange }: NodeFacetsProps) {
  const counts = useQuery(countsQuery(kind, search))
  const word = (name: NodeFacet, value: string): ReactNode =>
    name === 'exposure' ? (
      <ExposureMark exposure={value === 'unknown' ? null : (value as Exposure)} />
    ) : name === 'authenticated' ? (
      // Below its heading the word alone will do.
      value === 'true' ? (
        'Seen'
      ) : (
        'None seen'
      )
    ) : (
      filterWord(name, value, counts.data)
    )
  return (
    <div aria-busy={counts.isPending}>
      {facets.map((name) => (
        <FacetGroup
          key={name}
          label={LABEL[name]}
          values={counts.data ? ordered(name, counts.data) : counts.error ? [] : undefined}
          chosen={listed(search[name])}
          word={({ value }) => word(name, value)}
          onToggle={(value) => onChange(toggled(search, name, value))}
        />
      ))}
    </div>
  )
}

const ordered = (name: NodeFacet, counts: NodeCounts) => {
  const order = ORDER[name]
  return order
    ? counts[name].toSorted((a, b) => order.indexOf(a.value) - order.indexOf(b.value))
    : counts[name]
}
