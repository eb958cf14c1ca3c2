import { getRouteApi } from '@tanstack/react-router'
import { AssetView } from './asset-view.tsx'
import styles from './inventory-view.module.css'

const route = getRouteApi('/shell/asset/$id')

export function AssetPage() {
  const { id } = route.useParams()
  const search: { tab?: string; branch?: string } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <div className={styles.page}>
      <AssetView
        key={id}
        id={id}
        tab={search.tab}
        branch={search.branch}
        onView={(view) => void navigate({ search: view, replace: true })}
        onGone={() => void navigate({ to: '/applications' })}
      />
    </div>
  )
}
