import { IconDatabase } from '@tabler/icons-react'
import { getRouteApi } from '@tanstack/react-router'
import { useChange } from '../api/use-change.ts'
import { DATA_COLUMNS, DataLines } from './data-columns.tsx'
import { DataFlows } from './data-flows.tsx'
import { DataOverview } from './data-overview.tsx'
import { NodeListPage } from './node-list-page.tsx'
import { NodeNone } from './node-none.tsx'
import type { NodeSearch } from './node-search.ts'

const route = getRouteApi('/shell/estate/data')

// The classes stand above with their counts.
const FACETS = ['application', 'asset'] as const

/** Fields that hold sensitive data: of what class, how sure, and why; where it is kept and whom it may be sent to. */
export function DataPage() {
  const search: NodeSearch = route.useSearch()
  const change = useChange<NodeSearch>(route.useNavigate())
  return (
    <NodeListPage
      title="Data"
      tab="data"
      kind="field"
      search={search}
      onChange={change}
      columns={DATA_COLUMNS}
      narrow={DataLines}
      facets={FACETS}
      placeholder="Model or field"
      above={
        <>
          <DataOverview search={search} />
          <DataFlows search={search} />
        </>
      }
      empty={
        <NodeNone icon={<IconDatabase />} title="No sensitive data is known yet">
          Fields of tables, models, messages and types that hold personal, health, card and other sensitive
          data are found by discovery.
        </NodeNone>
      }
    />
  )
}
