import { Radio } from '@mantine/core'
import type { RiskPreset } from '../api/types.ts'
import styles from './risk.module.css'

interface PresetChoiceProps {
  presets: RiskPreset[]
  chosen: string
  /** No weight differs from the preset. */
  isPure: boolean
  disabled: boolean
  onChoose: (preset: RiskPreset) => void
}

/** Where one's weights begin. Choosing one sets them all. */
export const PresetChoice = ({ presets, chosen, isPure, disabled, onChoose }: PresetChoiceProps) => (
  <fieldset className={styles.side} disabled={disabled}>
    <legend>Preset</legend>
    {presets.map((preset) => (
      <Radio
        key={preset.id}
        size="xs"
        name="preset"
        label={`${preset.label}${preset.id === chosen && !isPure ? ', changed' : ''}`}
        description={preset.about}
        checked={preset.id === chosen}
        onChange={() => onChoose(preset)}
        onClick={() => preset.id === chosen && !isPure && onChoose(preset)}
      />
    ))}
  </fieldset>
)
