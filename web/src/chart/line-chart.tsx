import type { ReactNode } from 'react'
import styles from './day-chart.module.css'
import { DayChart, type Plot } from './day-chart.tsx'
import { ticks } from './scale.ts'

interface LineChartProps {
  days: string[]
  /** One for each day; null where it is not known: the line has a gap there. */
  values: (number | null)[]
  label: string
  tickText?: (tick: number) => string
  figures: (index: number) => ReactNode
}

/** One figure day by day, from zero. */
export function LineChart({ days, values, label, tickText, figures }: LineChartProps) {
  const most = Math.max(0, ...values.map((value) => value ?? 0))
  return (
    <DayChart
      days={days}
      ticks={ticks(most, 4)}
      label={label}
      spaced={false}
      {...(tickText && { tickText })}
      figures={figures}
    >
      {(plot) => <path className={styles.line} d={lineOf(plot, values)} />}
    </DayChart>
  )
}

/** A line through what is known; it starts anew after a gap. */
export function lineOf(plot: Pick<Plot, 'x' | 'y'>, values: (number | null)[]): string {
  let pen = 'M'
  return values
    .map((value, i) => {
      if (value === null) {
        pen = 'M'
        return ''
      }
      const step = `${pen}${plot.x(i)},${plot.y(value)}`
      pen = 'L'
      return step
    })
    .join('')
}
