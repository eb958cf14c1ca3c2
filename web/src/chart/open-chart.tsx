import type { Overview, Severity } from '../api/types.ts'
import { count } from '../words/format.ts'
import { SEVERITIES, SEVERITY } from '../words/labels.ts'
import { SeverityWord } from '../words/severity-mark.tsx'
import styles from './day-chart.module.css'
import { DayChart, type Plot } from './day-chart.tsx'
import { ticks } from './scale.ts'

type Trend = Overview['trend']

/** Open findings at the end of each day, stacked by severity, the worst at the bottom where a change shows best. */
export function OpenChart({ trend }: { trend: Trend }) {
  const stacks = trend.map(({ open }) => cumulated(SEVERITIES.map((severity) => open[severity])))
  const most = Math.max(0, ...stacks.map((stack) => stack.at(-1) ?? 0))
  return (
    <DayChart
      days={trend.map((point) => point.day)}
      ticks={ticks(most, 4)}
      label="Open findings at the end of each day, by severity"
      spaced={false}
      figures={(index) => <Figures open={trend[index]?.open} />}
    >
      {(plot) => (
        <>
          <pattern
            id="hatch"
            width="5"
            height="5"
            patternUnits="userSpaceOnUse"
            patternTransform="rotate(45)"
          >
            <line className={styles.hatch} y2="5" />
          </pattern>
          {SEVERITIES.map((severity, nth) => (
            <path
              key={severity}
              className={styles.area}
              data-severity={severity}
              d={area(plot, stacks, nth)}
            />
          ))}
          {SEVERITIES.map((severity, nth) => (
            <LayerLetter
              key={severity}
              plot={plot}
              stack={stacks.at(-1) ?? []}
              nth={nth}
              severity={severity}
            />
          ))}
        </>
      )}
    </DayChart>
  )
}

/** Sums up to and with each value. */
const cumulated = (values: number[]): number[] => {
  let sum = 0
  return values.map((value) => {
    sum += value
    return sum
  })
}

/** The outline of the nth layer: along its top, back along the top of the one below. */
function area(plot: Plot, stacks: number[][], nth: number): string {
  const edge = (layer: number) => stacks.map((stack, i) => `${plot.x(i)},${plot.y(stack[layer] ?? 0)}`)
  const [top, bottom] = [edge(nth), edge(nth - 1)]
  return `M${top.join('L')}L${bottom.toReversed().join('L')}Z`
}

const ROOM = 16

/** Names the layer at its right end, where it is thick enough: the colour alone would not. */
function LayerLetter({
  plot,
  stack,
  nth,
  severity,
}: {
  plot: Plot
  stack: number[]
  nth: number
  severity: Severity
}) {
  const [top, bottom] = [plot.y(stack[nth] ?? 0), plot.y(stack[nth - 1] ?? 0)]
  if (bottom - top < ROOM) return null
  return (
    <text className={styles.letter} data-severity={severity} x={plot.width - ROOM / 2} y={(top + bottom) / 2}>
      {SEVERITY[severity].letter}
    </text>
  )
}

const Figures = ({ open }: { open: Record<Severity, number> | undefined }) =>
  SEVERITIES.map((severity) => (
    <span key={severity} className={styles.figure}>
      <SeverityWord severity={severity} />
      <span>{count(open?.[severity] ?? 0)}</span>
    </span>
  ))
