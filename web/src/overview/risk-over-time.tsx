import { SegmentedControl } from '@mantine/core'
import { useState } from 'react'
import type { CisoOverview } from '../api/types.ts'
import { FlowChart } from '../chart/flow-chart.tsx'
import { LineChart } from '../chart/line-chart.tsx'
import { OpenChart } from '../chart/open-chart.tsx'
import { count, shortCount } from '../words/format.ts'
import { SeverityCounts } from '../words/severity-counts.tsx'
import { Card } from './card.tsx'
import styles from './role-view.module.css'
import { signed } from './signed.ts'

type Shown = 'risk' | 'open' | 'flow'

const CHOICES = [
  { value: 'risk', label: 'Risk' },
  { value: 'open', label: 'Open' },
  { value: 'flow', label: 'New and fixed' },
]

/** The scores of all open findings added up, day by day. */
export function RiskOverTime({
  risk,
  open,
  days,
}: {
  risk: CisoOverview['risk']
  open: CisoOverview['open']
  days: number
}) {
  const [shown, setShown] = useState<Shown>('risk')
  const { now, before, series } = risk
  return (
    <Card
      title="Risk over time"
      beside={
        <SegmentedControl
          aria-label="What the chart shows"
          data={CHOICES}
          value={shown}
          onChange={(value) => setShown(value as Shown)}
        />
      }
    >
      <p className={styles.figure}>
        {now === null ? 'Not recorded' : count(Math.round(now))}{' '}
        <span className={styles.quiet}>score points of open findings</span>{' '}
        {now !== null && before !== null && (
          <span className={now > before ? styles.up : now < before ? styles.down : ''}>
            {signed(now - before)} <span className={styles.quiet}>in {days} days</span>
          </span>
        )}
      </p>
      <p className={styles.below}>
        <SeverityCounts open={open} search={{}} />
      </p>
      {shown === 'risk' && (
        <LineChart
          days={series.map(({ day }) => day)}
          values={series.map(({ risk }) => risk)}
          label="Score points of open findings at the end of each day"
          tickText={shortCount}
          figures={(index) => {
            const value = series[index]?.risk ?? null
            return <span>{value === null ? 'not recorded' : `${count(Math.round(value))} points`}</span>
          }}
        />
      )}
      {shown === 'open' && <OpenChart trend={series} />}
      {shown === 'flow' && <FlowChart trend={series} />}
    </Card>
  )
}
