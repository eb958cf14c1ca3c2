import { IconGitBranch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useChange } from '../api/use-change.ts'
import { facetsQuery } from '../findings/facets-query.ts'
import { NodeListPage } from './node-list-page.tsx'
import { NodeNone } from './node-none.tsx'
import type { NodeSearch } from './node-search.ts'
import { PipelineLines, pipelineColumns } from './pipelines-columns.tsx'

const route = getRouteApi('/shell/estate/pipelines')

const FACETS = ['application', 'asset'] as const
const OPEN = { state: 'open', kind: 'pipeline' }

/** What builds and delivers the code, and what it trusts on the way. */
export function PipelinesPage() {
  const search: NodeSearch = route.useSearch()
  const change = useChange<NodeSearch>(route.useNavigate())
  const findings = useQuery(facetsQuery(OPEN)).data?.asset
  const columns = useMemo(
    () => pipelineColumns(findings && new Map(findings.map(({ value, count }) => [value, count]))),
    [findings],
  )
  return (
    <NodeListPage
      title="Pipelines"
      tab="pipelines"
      kind="pipeline"
      search={search}
      onChange={change}
      columns={columns}
      narrow={PipelineLines}
      facets={FACETS}
      placeholder="Name or file"
      empty={
        <NodeNone icon={<IconGitBranch />} title="No pipeline is known yet">
          GitHub Actions, GitLab CI, Jenkins, Azure Pipelines, CircleCI, Bitbucket, Cloud Build, CodeBuild,
          Drone and Travis are read by discovery.
        </NodeNone>
      }
    />
  )
}
