import { Bars } from '../../chart/bars.tsx'
import { RowsLink } from '../../findings/rows-link.tsx'
import { count, score } from '../../words/format.ts'
import { SLICE } from '../slice-words.ts'
import { valueWord } from '../value-word.ts'
import type { Props } from './props.ts'

const UNIT = { count: 'findings', risk: 'score points', topScore: 'highest score' } as const

/** What carries most. */
export function TopWidget({ widget, result }: Props<'top'>) {
  if (result.groups.length === 0) return <p>Nothing matches.</p>
  return (
    <Bars
      label={`${SLICE[widget.by]}, by ${UNIT[widget.value]}`}
      bars={result.groups.map((group) => ({
        key: group.id,
        label: valueWord(widget.by, group.id, group.label),
        value: group[widget.value],
        figure: (
          <RowsLink link={group.link}>
            {widget.value === 'topScore' ? score(group.topScore) : count(Math.round(group[widget.value]))}
          </RowsLink>
        ),
      }))}
    />
  )
}
