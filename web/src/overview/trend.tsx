import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { Overview } from '../api/types.ts'
import { FlowChart } from '../chart/flow-chart.tsx'
import { OpenChart } from '../chart/open-chart.tsx'
import { count, day } from '../words/format.ts'
import { SEVERITIES } from '../words/labels.ts'
import { Card } from './card.tsx'
import styles from './trend.module.css'

type Shown = 'open' | 'flow'

const total = (open: Overview['trend'][number]['open']) =>
  SEVERITIES.reduce((sum, severity) => sum + open[severity], 0)

/** Are we getting better? Open findings day by day, or what came and went. */
export function Trend({ trend, past }: { trend: Overview['trend']; past: boolean }) {
  const [shown, setShown] = useState<Shown>('open')
  const [first, last] = [trend[0], trend.at(-1)]
  return (
    <Card
      title="Over time"
      beside={
        <SegmentedControl
          aria-label="What the chart shows"
          data={[
            { value: 'open', label: 'Open' },
            { value: 'flow', label: 'New and fixed' },
          ]}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
        />
      }
    >
      {first && last ? (
        <>
          {shown === 'open' ? <OpenChart trend={trend} /> : <FlowChart trend={trend} />}
          <p className={styles.sum}>
            {count(total(first.open))} open on {day(first.day)}, {count(total(last.open))}{' '}
            {past ? `on ${day(last.day)}` : 'now'};{' '}
            {count(trend.reduce((sum, point) => sum + point.opened, 0))} new and{' '}
            {count(trend.reduce((sum, point) => sum + point.fixed, 0))} fixed since.
          </p>
        </>
      ) : (
        <p className={styles.sum}>The trend starts with the second day of reports.</p>
      )}
    </Card>
  )
}
