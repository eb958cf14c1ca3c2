import type { Widget, WidgetType } from '../api/types.ts'
import { WIDGET } from './slice-words.ts'
import { newWidgetId } from './use-draft.ts'

const COMMON = { title: '', query: 'state=open', savedQuery: null } as const

/** What each type begins with. */
const FRESH: { [T in WidgetType]: Omit<Extract<Widget, { type: T }>, keyof typeof COMMON | 'id' | 'place'> } =
  {
    count: { type: 'count', compareDays: 7 },
    trend: { type: 'trend', days: 90, measure: 'open', by: null },
    table: { type: 'table', sort: 'score', limit: 10 },
    breakdown: { type: 'breakdown', by: 'severity', chart: 'bar', limit: 10 },
    heatmap: { type: 'heatmap', rows: 'application', columns: 'severity', value: 'count', limit: 12 },
    top: { type: 'top', by: 'asset', value: 'risk', limit: 10 },
    sla: { type: 'sla', days: 90, by: null },
    mttr: { type: 'mttr', days: 90, by: null },
    age: { type: 'age' },
  }

/** A widget of a type; what is `kept` of title and findings stays. */
export function freshWidget(type: WidgetType, kept: Partial<Widget> = {}): Widget {
  const { title, query, savedQuery } = { ...COMMON, ...kept }
  const { w, h } = WIDGET[type]
  return {
    id: newWidgetId(),
    ...FRESH[type],
    title,
    query,
    savedQuery,
    place: { x: 0, y: 0, w, h },
  } as Widget
}

const USUAL: [WidgetType, Partial<Widget>, h?: number][] = [
  ['count', { title: 'Open' }],
  ['count', { title: 'Known exploited', query: 'state=open&knownExploited=true' }],
  ['count', { title: 'Overdue', query: 'state=open&sla=overdue' }],
  ['count', { title: 'Mine', query: 'state=open&assignee=me' }],
  ['trend', { title: 'Open over time' }, 6],
  ['table', { title: 'Fix first' }, 6],
  ['breakdown', { title: 'By severity' }, 5],
  ['top', { title: 'Most risk' }, 5],
  ['sla', { title: 'Due dates' }, 5],
]

/** What most people look at, in rows of one height: something to begin with. */
export const usualWidgets = (): Widget[] =>
  USUAL.map(([type, kept, h]) => {
    const widget = freshWidget(type, kept)
    return h ? { ...widget, place: { ...widget.place, h } } : widget
  })
