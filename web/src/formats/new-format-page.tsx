import { queryOptions, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { apiErrorOf } from '../api/api-error.ts'
import { apiUrl, request } from '../api/request.ts'
import type { Report } from '../api/types.ts'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { FormatEditor } from './format-editor.tsx'
import { type Sample, sampleOf } from './sample.ts'

const route = getRouteApi('/shell/new-format')

/** A stored report as the sample: one that no format knew. */
const reportSampleQuery = (id: string | undefined) =>
  queryOptions({
    queryKey: ['report', id, 'sample'],
    queryFn: async ({ signal }): Promise<Sample> => {
      const { fileName, sha256 } = await request<Report>(`/reports/${id}`, { signal })
      const response = await fetch(apiUrl(`/reports/${id}/raw`), { signal })
      if (!response.ok) throw await apiErrorOf(response)
      return sampleOf(fileName || sha256.slice(0, 12), await response.blob())
    },
    enabled: id !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  })

export function NewFormatPage() {
  const { report, view } = route.useSearch()
  const navigate = route.useNavigate()
  const sample = useQuery(reportSampleQuery(report))
  if (sample.error) return <ErrorPanel error={sample.error} retry={() => void sample.refetch()} />
  if (report !== undefined && !sample.data) return <PagePending />
  return (
    <FormatEditor
      sample={sample.data ?? null}
      view={view}
      onView={(shown) => void navigate({ search: { report, view: shown }, replace: true })}
    />
  )
}
