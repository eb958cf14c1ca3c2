import { NumberInput, Slider } from '@mantine/core'
import type { RiskFactor } from '../api/types.ts'
import styles from './risk.module.css'

interface WeightFieldProps {
  factor: RiskFactor
  weight: number
  /** The preset's. */
  usual: number
  disabled: boolean
  onChange: (weight: number) => void
}

const STEP = 0.1
const MOST = 2
const rounded = (value: number): number => Math.round(value * 100) / 100

/** How much a factor counts, by sliding or by writing it. */
export function WeightField({ factor, weight, usual, disabled, onChange }: WeightFieldProps) {
  return (
    <div className={styles.weight} data-own={weight !== usual || undefined}>
      <div className={styles.factor}>
        <span className={styles.label}>{factor.label}</span>
        <span className={styles.quiet}>
          {factor.about} Moves up to {rounded(factor.span * weight)} points.
        </span>
      </div>
      <Slider
        className={styles.slider ?? ''}
        thumbLabel={`Weight of ${factor.label}, from 0 to 2`}
        min={0}
        max={MOST}
        step={STEP}
        value={weight}
        onChange={(value) => onChange(rounded(value))}
        marks={[{ value: 1 }]}
        label={null}
        disabled={disabled}
      />
      <NumberInput
        className={styles.number ?? ''}
        size="xs"
        aria-label={`Weight of ${factor.label}`}
        min={0}
        max={MOST}
        step={STEP}
        decimalScale={2}
        clampBehavior="strict"
        value={weight}
        onChange={(value) => typeof value === 'number' && onChange(rounded(value))}
        disabled={disabled}
      />
    </div>
  )
}
