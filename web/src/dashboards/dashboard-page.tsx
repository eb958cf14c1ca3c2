import { Button, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconLayoutGrid, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Dashboard } from '../api/types.ts'
import { useChange } from '../api/use-change.ts'
import { AsOfNotice, AsOfPicker } from '../as-of/as-of-picker.tsx'
import { EmptyState } from '../feedback/empty-state.tsx'
import { ErrorPanel } from '../feedback/error-panel.tsx'
import { LeaveGuard } from '../feedback/leave-guard.tsx'
import { Page } from '../shell/page.tsx'
import { PagePending } from '../shell/page-pending.tsx'
import { DashboardMenu } from './dashboard-menu.tsx'
import { dashboardQuery } from './dashboard-queries.ts'
import { DashboardWidgets } from './dashboard-widgets.tsx'
import { usualWidgets } from './fresh-widget.ts'
import { useDraft } from './use-draft.ts'
import { WidgetDialog } from './widget-dialog.tsx'

const route = getRouteApi('/shell/dashboards/$id')

interface Search {
  asOf?: string | undefined
  edit?: string | undefined
}

/** One dashboard; editing it keeps everything until it is saved. */
export function DashboardPage() {
  const { id } = route.useParams()
  const dashboard = useQuery(dashboardQuery(id))
  if (dashboard.data) return <Loaded key={dashboard.data.id} dashboard={dashboard.data} />
  return dashboard.error ? (
    <ErrorPanel
      error={dashboard.error}
      retry={() => void dashboard.refetch()}
      action={<Link to="/dashboards">All dashboards</Link>}
    />
  ) : (
    <PagePending />
  )
}

function Loaded({ dashboard }: { dashboard: Dashboard }) {
  const { asOf, edit }: Search = route.useSearch()
  const change = useChange<Search>(route.useNavigate())
  const [dialog, { open, close }] = useDisclosure()
  const [editing, setEditing] = useState<string | null>(null)
  const draft = useDraft(dashboard, (id) => {
    setEditing(id)
    open()
  })
  const isEditing = dashboard.mayEdit && (draft.isEditing || edit === 'yes')
  const add = () => {
    setEditing(null)
    open()
  }
  const stop = () => {
    draft.stop()
    change({ edit: undefined })
  }
  return (
    <Page
      title={dashboard.name}
      beside={dashboard.owner.name}
      actions={
        <>
          <AsOfPicker asOf={asOf} onChange={(day) => change({ asOf: day }, false)} />
          {isEditing ? (
            <>
              <Button leftSection={<IconPlus />} onClick={add}>
                Widget
              </Button>
              <Button onClick={stop}>{draft.isChanged ? 'Take back' : 'Done'}</Button>
              <Button
                variant="filled"
                loading={draft.isSaving}
                disabled={!draft.isChanged}
                onClick={() => draft.save()}
              >
                Save
              </Button>
            </>
          ) : (
            <DashboardMenu dashboard={dashboard} onEdit={draft.start} />
          )}
        </>
      }
    >
      <AsOfNotice asOf={asOf} />
      <LeaveGuard dirty={draft.isChanged}>What you changed on this dashboard is lost.</LeaveGuard>
      {dashboard.description && <p>{dashboard.description}</p>}
      {draft.widgets.length === 0 ? (
        <EmptyState
          icon={<IconLayoutGrid />}
          title="Nothing on it yet"
          action={
            dashboard.mayEdit && (
              <>
                <Button variant="filled" onClick={add}>
                  Add a widget
                </Button>
                <Button onClick={() => draft.begin(usualWidgets())}>Begin with the usual ones</Button>
              </>
            )
          }
        >
          A widget answers one question about the findings of a filter: how many, how it went, where they are.
        </EmptyState>
      ) : (
        <DashboardWidgets
          widgets={draft.widgets}
          asOf={asOf}
          edit={isEditing ? { actions: draft.actions, onArrange: draft.arrange } : undefined}
        />
      )}
      <VisuallyHidden aria-live="polite">{isEditing && draft.moved}</VisuallyHidden>
      <WidgetDialog
        opened={dialog}
        onClose={close}
        widget={draft.widgets.find(({ id }) => id === editing)}
        asOf={asOf}
        onPut={draft.put}
      />
    </Page>
  )
}
