import type { Slice } from '../../model/slice.ts'
import type { Measure } from '../metrics/read-history-lines.ts'
import type { Order, Sort } from '../queries/sorts.ts'

interface Common {
  id: string
  title: string
  /** The search part of the findings list's address, without `?`. */
  query: string
  /** Wins over `query`. */
  savedQuery: string | null
  /** Columns and rows of a grid twelve columns wide. */
  place: { x: number; y: number; w: number; h: number }
}

/** One picture of a dashboard; the contract has the same with its bounds. */
export type Widget = Common &
  (
    | { type: 'count'; compareDays: number }
    | { type: 'trend'; days: number; measure: Measure; by: Slice | null }
    | { type: 'table'; sort: Sort; order?: Order | undefined; limit: number }
    | { type: 'breakdown'; by: Slice; chart: 'bar' | 'donut'; limit: number }
    | { type: 'heatmap'; rows: Slice; columns: Slice; value: 'count' | 'risk'; limit: number }
    | { type: 'top'; by: Slice; value: 'count' | 'risk' | 'topScore'; limit: number }
    | { type: 'sla'; days: number; by: Slice | null }
    | { type: 'mttr'; days: number; by: Slice | null }
    | { type: 'age' }
  )

export type WidgetOf<T extends Widget['type']> = Extract<Widget, { type: T }>
