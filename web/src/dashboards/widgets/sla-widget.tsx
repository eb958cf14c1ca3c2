import { SlaFiguresView } from '../../sla/sla-figures.tsx'
import { SlaTable } from '../../sla/sla-table.tsx'
import { SLICE } from '../slice-words.ts'
import { valueWord } from '../value-word.ts'
import type { Props } from './props.ts'

/** In time, late, due soon; by group where asked for. */
export function SlaWidget({ widget, result }: Props<'sla'>) {
  return (
    <>
      <SlaFiguresView figures={result.total} days={widget.days} />
      {widget.by && (
        <SlaTable
          label={SLICE[widget.by]}
          groups={result.groups.map((group) => ({
            ...group,
            label: valueWord(widget.by ?? 'team', group.id, group.label),
          }))}
        />
      )}
    </>
  )
}
