import { Skeleton } from '@mantine/core'
import type { ComponentType } from 'react'
import type { Widget, WidgetResult, WidgetType } from '../api/types.ts'
import styles from './widget.module.css'
import { AgeWidget } from './widgets/age-widget.tsx'
import { BreakdownWidget } from './widgets/breakdown-widget.tsx'
import { CountWidget } from './widgets/count-widget.tsx'
import { HeatMapWidget } from './widgets/heat-map-widget.tsx'
import { MttrWidget } from './widgets/mttr-widget.tsx'
import type { Props } from './widgets/props.ts'
import { SlaWidget } from './widgets/sla-widget.tsx'
import { TableWidget } from './widgets/table-widget.tsx'
import { TopWidget } from './widgets/top-widget.tsx'
import { TrendWidget } from './widgets/trend-widget.tsx'

const DRAWN: { [T in WidgetType]: ComponentType<Props<T>> } = {
  count: CountWidget,
  trend: TrendWidget,
  table: TableWidget,
  breakdown: BreakdownWidget,
  heatmap: HeatMapWidget,
  top: TopWidget,
  sla: SlaWidget,
  mttr: MttrWidget,
  age: AgeWidget,
}

interface WidgetBodyProps {
  widget: Widget
  /** Undefined while it is on its way. */
  result: WidgetResult | undefined
  /** Why no widget has an answer. */
  error: Error | null
}

/** What a widget shows, or why it does not. */
export function WidgetBody({ widget, result, error }: WidgetBodyProps) {
  if (!result) {
    return error ? (
      <p className={styles.failed} role="alert">
        {error.message}
      </p>
    ) : (
      <div className={styles.loading} role="status" aria-label="Loading the widget">
        <Skeleton height="100%" />
      </div>
    )
  }
  if (result.type === 'failed') {
    return (
      <p className={styles.failed} role="alert">
        {result.message}
      </p>
    )
  }
  // An answer of before, while another type is being chosen, is not this widget's.
  if (result.type !== widget.type) return null
  const Drawn = DRAWN[widget.type] as ComponentType<{ widget: Widget; result: WidgetResult }>
  return (
    <>
      <Drawn widget={widget} result={result} />
      {result.caveats.map(({ figure, text }) => (
        <p key={`${figure} ${text}`} className={styles.caveat}>
          {text}
        </p>
      ))}
    </>
  )
}
