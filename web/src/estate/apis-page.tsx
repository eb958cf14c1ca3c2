import { IconApi } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { listed } from '../api/search-params.ts'
import { useChange } from '../api/use-change.ts'
import { FilterToggle } from '../list/filter-toggle.tsx'
import { API_COLUMNS, ApiLines } from './apis-columns.tsx'
import { NodeListPage } from './node-list-page.tsx'
import { NodeNone } from './node-none.tsx'
import { type NodeSearch, toggled } from './node-search.ts'

const route = getRouteApi('/shell/estate/apis')

const FACETS = ['exposure', 'authenticated', 'data', 'application', 'asset'] as const
const TOGGLES = [
  { name: 'exposure', value: 'internet', label: 'From the internet' },
  { name: 'authenticated', value: 'false', label: 'No authentication seen' },
] as const

/** Every operation that others can call: who reaches it, what guards it, what data it leads to. */
export function ApisPage() {
  const search: NodeSearch = route.useSearch()
  const change = useChange<NodeSearch>(route.useNavigate())
  return (
    <NodeListPage
      title="APIs"
      tab="apis"
      kind="endpoint"
      search={search}
      onChange={change}
      columns={API_COLUMNS}
      narrow={ApiLines}
      facets={FACETS}
      placeholder="Method or path"
      toggles={TOGGLES.map(({ name, value, label }) => (
        <FilterToggle
          key={name}
          label={label}
          on={listed(search[name]).includes(value)}
          onChange={() => change(toggled(search, name, value))}
        />
      ))}
      empty={
        <NodeNone icon={<IconApi />} title="No API is known yet">
          Routes in code and in descriptions (OpenAPI, AsyncAPI, GraphQL, gRPC) are found by discovery.
        </NodeNone>
      }
    />
  )
}
