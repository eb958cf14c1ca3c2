import { LinesChart } from '../../chart/lines-chart.tsx'
import { RowsLink } from '../../findings/rows-link.tsx'
import { count } from '../../words/format.ts'
import { MEASURE } from '../slice-words.ts'
import { valueWord } from '../value-word.ts'
import type { Props } from './props.ts'

/** Day by day, one line for each group. */
export function TrendWidget({ widget, result }: Props<'trend'>) {
  return (
    <LinesChart
      days={result.days}
      label={`${widget.title || MEASURE[widget.measure].label}: ${MEASURE[widget.measure].unit}`}
      lines={result.lines.map((line) => ({
        key: line.id,
        label: widget.by ? valueWord(widget.by, line.id, line.label) : line.label,
        values: line.points,
        severity: widget.by === 'severity' ? line.id : undefined,
      }))}
      legend={(line) => {
        const of = result.lines.find(({ id }) => id === line.key)
        const last = line.values.findLast((value) => value !== null)
        return (
          <RowsLink link={of?.link ?? null}>
            {line.label}{' '}
            <strong>{last === undefined || last === null ? '–' : count(Math.round(last))}</strong>
          </RowsLink>
        )
      }}
    />
  )
}
