import { useQuery } from '@tanstack/react-query'
import { AsOfNotice } from '../as-of/as-of-picker.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { LinkButton } from '../shell/link-button.tsx'
import { dashboardQuery } from './dashboard-queries.ts'
import { DashboardWidgets } from './dashboard-widgets.tsx'
import styles from './dashboards-page.module.css'

/** A dashboard within another page: to look at. */
export function DashboardView({ id, asOf }: { id: string; asOf: string | undefined }) {
  const dashboard = useQuery(dashboardQuery(id))
  return (
    <Loaded query={dashboard}>
      {({ name, widgets }) => (
        <>
          <AsOfNotice asOf={asOf} />
          <DashboardWidgets widgets={widgets} asOf={asOf} />
          <p className={styles.below}>
            <LinkButton variant="subtle" to="/dashboards/$id" params={{ id }}>
              Open {name}
            </LinkButton>
          </p>
        </>
      )}
    </Loaded>
  )
}
