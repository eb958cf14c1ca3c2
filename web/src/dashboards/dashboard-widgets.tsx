import { useQuery } from '@tanstack/react-query'
import type { Widget } from '../api/types.ts'
import { DashboardGrid } from './dashboard-grid.tsx'
import { widgetDataQuery } from './dashboard-queries.ts'
import { WidgetBody } from './widget-body.tsx'
import { type WidgetActions, WidgetFrame } from './widget-frame.tsx'

interface DashboardWidgetsProps {
  widgets: Widget[]
  asOf: string | undefined
  /** While editing. */
  edit?: { actions: WidgetActions; onArrange: (widgets: Widget[]) => void } | undefined
}

/** A dashboard's widgets with what they show; one request brings it all. */
export function DashboardWidgets({ widgets, asOf, edit }: DashboardWidgetsProps) {
  const data = useQuery(widgetDataQuery(widgets, asOf))
  return (
    <DashboardGrid widgets={widgets} onArrange={edit?.onArrange}>
      {(widget) => (
        <WidgetFrame widget={widget} actions={edit?.actions}>
          <WidgetBody
            widget={widget}
            result={data.data?.results.find(({ id }) => id === widget.id)}
            error={data.error}
          />
        </WidgetFrame>
      )}
    </DashboardGrid>
  )
}
