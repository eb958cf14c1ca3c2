import type { Severity } from '../../api/types.ts'
import { Bars } from '../../chart/bars.tsx'
import { Donut } from '../../chart/donut.tsx'
import { RowsLink } from '../../findings/rows-link.tsx'
import { count } from '../../words/format.ts'
import { SEVERITIES, SEVERITY } from '../../words/labels.ts'
import { SeverityWord } from '../../words/severity-mark.tsx'
import { SLICE } from '../slice-words.ts'
import { valueWord } from '../value-word.ts'
import type { Props } from './props.ts'

/** Severities stand from the worst on, the rest behind them; all else by how many there are. */
const rank = (id: string): number => (id in SEVERITY ? SEVERITIES.indexOf(id as Severity) : SEVERITIES.length)

/** How many of each; the rest beyond the widget's limit as one. */
export function BreakdownWidget({ widget, result }: Props<'breakdown'>) {
  const bySeverity = widget.by === 'severity'
  const groups = bySeverity ? result.groups.toSorted((a, b) => rank(a.id) - rank(b.id)) : result.groups
  const parts = groups.map(({ id, label, count: value, link }) => ({
    key: id,
    label:
      bySeverity && id in SEVERITY ? (
        <SeverityWord severity={id as Severity} />
      ) : (
        valueWord(widget.by, id, label)
      ),
    value,
    figure: <RowsLink link={link}>{count(value)}</RowsLink>,
    severity: bySeverity ? id : undefined,
  }))
  const label = `Findings by ${SLICE[widget.by].toLowerCase()}`
  if (parts.length === 0) return <p>Nothing matches.</p>
  return widget.chart === 'donut' ? (
    <Donut
      label={label}
      parts={parts}
      middle={<RowsLink link={result.link}>{count(result.total)}</RowsLink>}
    />
  ) : (
    <Bars label={label} bars={parts} />
  )
}
