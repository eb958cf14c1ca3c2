import { getRouteApi } from '@tanstack/react-router'
import { ApplicationView } from './application-view.tsx'
import styles from './inventory-view.module.css'

const route = getRouteApi('/shell/applications/$id')

export function ApplicationPage() {
  const { id } = route.useParams()
  const navigate = route.useNavigate()
  return (
    <div className={styles.page}>
      <ApplicationView key={id} id={id} onGone={() => void navigate({ to: '/applications' })} />
    </div>
  )
}
