import { NumberInput, Select } from '@mantine/core'
import type { Measure, Slice, Widget } from '../api/types.ts'
import { choices } from '../words/labels.ts'
import { MEASURE, SLICE } from './slice-words.ts'

type Change = (part: Record<string, unknown>) => void

const SLICE_CHOICES = choices(SLICE)
const MEASURE_CHOICES = choices(
  Object.fromEntries(Object.entries(MEASURE).map(([key, { label }]) => [key, label])) as Record<
    Measure,
    string
  >,
)

/** The options that a type of widget has, by their names in it. */
export function OptionFields({ widget, onChange }: { widget: Widget; onChange: Change }) {
  const by = (name: string, label: string, value: Slice | null, none?: string) => (
    <Select
      label={label}
      data={SLICE_CHOICES}
      value={value}
      allowDeselect={false}
      clearable={none !== undefined}
      placeholder={none}
      onChange={(chosen) => onChange({ [name]: chosen })}
    />
  )
  const number = (name: string, label: string, value: number, min: number, max: number) => (
    <NumberInput
      size="xs"
      label={label}
      value={value}
      min={min}
      max={max}
      allowDecimal={false}
      onChange={(typed) => typeof typed === 'number' && onChange({ [name]: typed })}
    />
  )
  const one = <K extends string>(name: string, label: string, value: K, words: Record<K, string>) => (
    <Select
      label={label}
      data={choices(words)}
      value={value}
      allowDeselect={false}
      onChange={(chosen) => onChange({ [name]: chosen })}
    />
  )
  switch (widget.type) {
    case 'count':
      return number('compareDays', 'Against so many days before', widget.compareDays, 0, 3650)
    case 'trend':
      return (
        <>
          <Select
            label="Of"
            data={MEASURE_CHOICES}
            value={widget.measure}
            allowDeselect={false}
            onChange={(measure) => onChange({ measure })}
          />
          {by('by', 'A line for each', widget.by, 'One line')}
          {number('days', 'Days', widget.days, 2, 3650)}
        </>
      )
    case 'table':
      return (
        <>
          {one('sort', 'By', widget.sort, SORTS)}
          {number('limit', 'Rows', widget.limit, 1, 50)}
        </>
      )
    case 'breakdown':
      return (
        <>
          {by('by', 'By', widget.by)}
          {one('chart', 'As', widget.chart, { bar: 'Bars', donut: 'Ring' })}
          {number('limit', 'At most', widget.limit, 1, 50)}
        </>
      )
    case 'heatmap':
      return (
        <>
          {by('rows', 'Rows', widget.rows)}
          {by('columns', 'Columns', widget.columns)}
          {one('value', 'Of', widget.value, { count: 'Findings', risk: 'Score points' })}
          {number('limit', 'Rows at most', widget.limit, 1, 50)}
        </>
      )
    case 'top':
      return (
        <>
          {by('by', 'Which', widget.by)}
          {one('value', 'By', widget.value, {
            risk: 'Score points',
            count: 'Findings',
            topScore: 'Highest score',
          })}
          {number('limit', 'At most', widget.limit, 1, 50)}
        </>
      )
    case 'sla':
    case 'mttr':
      return (
        <>
          {by('by', 'For each', widget.by, 'Only together')}
          {number('days', 'Days', widget.days, 1, 3650)}
        </>
      )
    case 'age':
      return null
  }
}

const SORTS: Partial<Record<Extract<Widget, { type: 'table' }>['sort'], string>> & Record<string, string> = {
  score: 'Score',
  severity: 'Severity',
  due: 'Due date',
  firstSeen: 'Newest',
  changed: 'Last changed',
}
