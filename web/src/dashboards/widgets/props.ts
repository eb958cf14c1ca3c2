import type { Widget, WidgetResult, WidgetType } from '../../api/types.ts'

/** What a widget of a type is drawn from. */
export interface Props<T extends WidgetType> {
  widget: Extract<Widget, { type: T }>
  result: Extract<WidgetResult, { type: T }>
}
