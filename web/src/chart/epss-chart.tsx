import { day as dayText, percent } from '../words/format.ts'
import styles from './day-chart.module.css'
import { DayChart, type Plot } from './day-chart.tsx'
import type { EpssDay } from './epss-days.ts'
import { ticks } from './scale.ts'

interface EpssChartProps {
  days: EpssDay[]
  /** The day on which CISA listed it as exploited. */
  exploitedSince: string | undefined
}

/** How likely exploitation was on each day, in percent within the next 30 days. */
export function EpssChart({ days, exploitedSince }: EpssChartProps) {
  const values = days.map(({ score }) => score * 100)
  const listed = days.findIndex(({ day }) => day === exploitedSince)
  return (
    <DayChart
      days={days.map(({ day }) => day)}
      ticks={ticks(Math.max(...values), 4)}
      tickText={(tick) => `${tick} %`}
      label="EPSS on each day: chance of exploitation within 30 days, in percent"
      spaced={false}
      figures={(index) => (
        <span className={styles.figure}>
          EPSS <span>{percent(days[index]?.score ?? 0)}</span>
        </span>
      )}
    >
      {(plot) => (
        <>
          <path className={styles.line} d={steps(plot, values)} />
          {listed >= 0 && (
            <Mark plot={plot} index={listed} word={`KEV, ${dayText(days[listed]?.day ?? '')}`} />
          )}
        </>
      )}
    </DayChart>
  )
}

/** A score holds until it changes: level, then up or down. */
const steps = (plot: Plot, values: number[]): string =>
  values.map((value, i) => (i === 0 ? `M0,${plot.y(value)}` : `H${plot.x(i)}V${plot.y(value)}`)).join('')

const NEAR = 4
const LINE = 12

function Mark({ plot, index, word }: { plot: Plot; index: number; word: string }) {
  const [x, left] = [plot.x(index), plot.x(index) > plot.width / 2]
  return (
    <>
      <line className={styles.mark} x1={x} x2={x} y1={0} y2="100%" />
      <text
        className={styles.markWord}
        x={left ? x - NEAR : x + NEAR}
        y={LINE}
        textAnchor={left ? 'end' : 'start'}
      >
        {word}
      </text>
    </>
  )
}
