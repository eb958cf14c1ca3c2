import type { Overview } from '../api/types.ts'
import { count } from '../words/format.ts'
import styles from './day-chart.module.css'
import { DayChart, type Plot } from './day-chart.tsx'
import { ticks } from './scale.ts'

type Trend = Overview['trend']

/** What each day brought: new findings above the line, fixed ones below it. */
export function FlowChart({ trend }: { trend: Trend }) {
  const up = ticks(Math.max(0, ...trend.map((point) => point.opened)), 2)
  const down = ticks(Math.max(0, ...trend.map((point) => point.fixed)), 2)
  return (
    <DayChart
      days={trend.map((point) => point.day)}
      ticks={[
        ...down
          .slice(1)
          .toReversed()
          .map((value) => -value),
        ...up,
      ]}
      label="New findings a day above the line, fixed ones below"
      spaced
      figures={(index) => <Figures point={trend[index]} />}
    >
      {(plot) =>
        trend.map((point, i) => (
          <g key={point.day}>
            <Bar plot={plot} index={i} value={point.opened} className={styles.new} />
            <Bar plot={plot} index={i} value={-point.fixed} className={styles.fixed} />
          </g>
        ))
      }
    </DayChart>
  )
}

function Bar({
  plot,
  index,
  value,
  className,
}: {
  plot: Plot
  index: number
  value: number
  className: string | undefined
}) {
  const [from, to] = [plot.y(Math.max(0, value)), plot.y(Math.min(0, value))]
  const width = plot.step * 0.7
  return (
    <rect className={className} x={plot.x(index) - width / 2} y={from} width={width} height={to - from} />
  )
}

const Figures = ({ point }: { point: Trend[number] | undefined }) => (
  <>
    <span className={styles.figure}>
      New <span>{count(point?.opened ?? 0)}</span>
    </span>
    <span className={styles.figure}>
      Fixed <span>{count(point?.fixed ?? 0)}</span>
    </span>
  </>
)
