import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { request } from '../api/request.ts'
import type { Dashboard, DashboardChange, Widget } from '../api/types.ts'
import { failed, told } from '../feedback/notify.ts'
import { COLUMNS, placeForNew, stepped } from './arrange.ts'
import type { WidgetActions } from './widget-frame.tsx'

/** Saves a part of a dashboard; refuses to overwrite what somebody else saved meanwhile. */
export function useSaveDashboard(dashboard: Dashboard) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (change: DashboardChange) =>
      request<Dashboard>(`/dashboards/${dashboard.id}`, {
        method: 'PATCH',
        body: { ...change, basedOn: dashboard.updatedAt },
      }),
    onSuccess: (saved) => {
      client.setQueryData(['dashboards', saved.id], saved)
      return client.invalidateQueries({ queryKey: ['dashboards'], exact: true })
    },
    onError: failed,
  })
}

/** The widgets of a dashboard while they are being changed; nothing is saved until it is asked for. */
export function useDraft(dashboard: Dashboard, onEdit: (id: string) => void) {
  const [draft, setDraft] = useState<Widget[] | null>(null)
  const save = useSaveDashboard(dashboard)
  const change = (next: (widgets: Widget[]) => Widget[]) => setDraft((old) => next(old ?? dashboard.widgets))
  const widgets = draft ?? dashboard.widgets
  const [moved, setMoved] = useState('')
  const actions: WidgetActions = {
    onStep: (id, step) => {
      const next = stepped(widgets, id, step)
      setDraft(next)
      setMoved(placeWords(next, id))
    },
    onEdit,
    onDuplicate: (id) => change((widgets) => withCopy(widgets, id)),
    onRemove: (id) => change((widgets) => widgets.filter((widget) => widget.id !== id)),
  }
  const isChanged = useMemo(
    () => draft !== null && JSON.stringify(draft) !== JSON.stringify(dashboard.widgets),
    [draft, dashboard.widgets],
  )
  return {
    widgets,
    /** Where the last step brought its widget, in words for who does not see it. */
    moved,
    isEditing: draft !== null,
    isChanged,
    isSaving: save.isPending,
    actions,
    arrange: (widgets: Widget[]) => setDraft(widgets),
    start: () => setDraft(dashboard.widgets),
    stop: () => setDraft(null),
    put: (widget: Widget) => change((widgets) => withWidget(widgets, widget)),
    /** Several, each where there is room. */
    begin: (fresh: Widget[]) => change((widgets) => fresh.reduce(withWidget, widgets)),
    save: () =>
      save.mutate(
        { widgets },
        {
          onSuccess: () => {
            setDraft(null)
            told('The dashboard is saved.')
          },
        },
      ),
  }
}

function placeWords(widgets: Widget[], id: string): string {
  const place = widgets.find((widget) => widget.id === id)?.place
  return place
    ? `Column ${place.x + 1} of ${COLUMNS}, row ${place.y + 1}; ${place.w} wide, ${place.h} tall.`
    : ''
}

/** The widget in place of the one of its id, or as one more. */
const withWidget = (widgets: Widget[], widget: Widget): Widget[] =>
  widgets.some(({ id }) => id === widget.id)
    ? widgets.map((old) => (old.id === widget.id ? { ...widget, place: old.place } : old))
    : [...widgets, { ...widget, place: placeForNew(widgets, widget.place.w, widget.place.h) }]

function withCopy(widgets: Widget[], id: string): Widget[] {
  const widget = widgets.find((one) => one.id === id)
  return widget ? withWidget(widgets, { ...widget, id: newWidgetId() }) : widgets
}

/** Unique within a dashboard, and short. */
export const newWidgetId = (): string => crypto.randomUUID().slice(0, 8)
