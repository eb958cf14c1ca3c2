import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { request } from '../api/request.ts'
import type { EstateNode, Finding, Page } from '../api/types.ts'
import { counted } from '../words/format.ts'
import { pipelineFindings } from './pipelines-words.ts'

/** Open weaknesses of a pipeline, and where they are listed. */
export function PipelineFindings({ node }: { node: EstateNode }) {
  const search = { ...pipelineFindings(node.asset.id), q: node.name }
  const findings = useQuery({
    queryKey: ['finding', 'pipeline', search],
    queryFn: ({ signal }) => request<Page<Finding>>('/findings', { query: { ...search, limit: 1 }, signal }),
  })
  return (
    <>
      <Link to="/findings" search={search}>
        {findings.data ? counted(findings.data.total, 'open finding') : 'Open findings'} in this file
      </Link>
      <Link to="/findings" search={pipelineFindings(node.asset.id)}>
        all of the asset’s pipelines
      </Link>
    </>
  )
}
