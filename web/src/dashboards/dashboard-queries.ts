import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { request } from '../api/request.ts'
import type { Dashboard, DashboardSummary, RoleDefaults, Widget, WidgetData } from '../api/types.ts'

export const dashboardsQuery = queryOptions({
  queryKey: ['dashboards'],
  queryFn: ({ signal }) => request<DashboardSummary[]>('/dashboards', { signal }),
})

export const dashboardQuery = (id: string) =>
  queryOptions({
    queryKey: ['dashboards', id],
    queryFn: ({ signal }) => request<Dashboard>(`/dashboards/${id}`, { signal }),
  })

export const roleDefaultsQuery = queryOptions({
  queryKey: ['dashboards', 'defaults'],
  queryFn: ({ signal }) => request<RoleDefaults>('/dashboards/defaults', { signal }),
})

/** What the widgets show, all at once. Where they stand and what they are called does not matter to it. */
export const widgetDataQuery = (widgets: Widget[], asOf: string | undefined) =>
  queryOptions({
    queryKey: ['overview', 'widgets', asOf, widgets.map(withoutPlace)],
    queryFn: ({ signal }) =>
      request<WidgetData>('/dashboards/data', { method: 'POST', body: { asOf, widgets }, signal }),
    placeholderData: keepPreviousData,
    enabled: widgets.length > 0,
  })

const withoutPlace = ({ place: _place, title: _title, ...rest }: Widget) => rest
