import type { Slice } from '../../api/types.ts'
import { HeatMap } from '../../chart/heat-map.tsx'
import { RowsLink } from '../../findings/rows-link.tsx'
import { shortCount } from '../../words/format.ts'
import { SLICE } from '../slice-words.ts'
import { valueWord } from '../value-word.ts'
import type { Props } from './props.ts'

/** Where two things meet: counts, or score points. */
export function HeatMapWidget({ widget, result }: Props<'heatmap'>) {
  const heads = (slice: Slice, groups: { id: string; label: string; link: string | null }[]) =>
    groups.map(({ id, label, link }) => ({
      key: id,
      label: <RowsLink link={link}>{valueWord(slice, id, label)}</RowsLink>,
    }))
  const cell = (row: string, column: string) =>
    result.cells[result.rows.findIndex(({ id }) => id === row)]?.[
      result.columns.findIndex(({ id }) => id === column)
    ]
  if (result.rows.length === 0) return <p>Nothing matches.</p>
  return (
    <HeatMap
      label={`${widget.value === 'risk' ? 'Score points' : 'Findings'} by ${SLICE[widget.rows].toLowerCase()} and ${SLICE[widget.columns].toLowerCase()}`}
      rows={heads(widget.rows, result.rows)}
      columns={heads(widget.columns, result.columns)}
      value={(row, column) => cell(row, column)?.value}
      figure={(row, column, value) => (
        <RowsLink link={cell(row, column)?.link ?? null}>{shortCount(Math.round(value))}</RowsLink>
      )}
    />
  )
}
