import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { FormatEditor } from './format-editor.tsx'
import { keptSample } from './kept-samples.ts'
import { mappingQuery } from './mapping-queries.ts'

const route = getRouteApi('/shell/formats/$id')

/** A format of one's own: its current version, or an older one to be looked at. */
export function FormatPage() {
  const { id } = route.useParams()
  const { version, view } = route.useSearch()
  const navigate = route.useNavigate()
  const current = useQuery(mappingQuery(id))
  const older = useQuery({ ...mappingQuery(id, version), enabled: version !== undefined })
  const error = current.error ?? older.error
  if (error) return <ErrorPanel error={error} retry={() => void current.refetch()} />
  if (!current.data || (version !== undefined && !older.data)) return <PagePending />
  return (
    <FormatEditor
      key={`${id} ${version ?? ''}`}
      stored={current.data}
      start={version === undefined ? undefined : older.data?.mapping}
      sample={keptSample(id)}
      view={view}
      onView={(shown) => void navigate({ search: { version, view: shown }, replace: true })}
    />
  )
}
