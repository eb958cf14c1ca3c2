import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useMay } from '../api/me.ts'
import type { RiskModel, RiskModels, RiskWeights } from '../api/types.ts'
import { SIDE, type Side } from '../words/labels.ts'
import { ModelPreviewView } from './model-preview.tsx'
import { PresetChoice } from './preset-choice.tsx'
import styles from './risk.module.css'
import { previewModel } from './risk-queries.ts'
import { SaveModel } from './save-model.tsx'
import { WeightField } from './weight-field.tsx'
import { allWeights, type ModelWish, wishOf } from './weights.ts'

const SIDES: Side[] = ['likelihood', 'impact']

interface ModelFormProps {
  models: RiskModels
  /** An earlier version to begin with; left out: the one in force. */
  start: RiskModel | undefined
}

/** Weights to be tried and saved. */
export function ModelForm({ models: { factors, presets, versions }, start }: ModelFormProps) {
  const inForce = versions.find((version) => version.inForce) ?? versions[0]
  const first = start ?? inForce
  const [presetId, setPreset] = useState(first?.preset ?? 'balanced')
  const [weights, setWeights] = useState(() => allWeights(factors, first?.weights ?? {}))
  const [saving, { open, close }] = useDisclosure()
  const mayWrite = useMay('risk:write')
  const preview = useMutation({ mutationFn: previewModel })
  const preset = presets.find(({ id }) => id === presetId) ?? presets[0]
  if (!preset || !inForce) return null
  const wish: ModelWish = wishOf(preset, weights)
  const isChanged = JSON.stringify(weights) !== JSON.stringify(allWeights(factors, inForce.weights))
  const isOld = JSON.stringify(preview.variables) !== JSON.stringify(wish)
  const begin = (id: string, said: RiskWeights) => {
    setPreset(id)
    setWeights(allWeights(factors, said))
  }
  return (
    <div className={styles.form}>
      <div className={styles.weights}>
        <PresetChoice
          presets={presets}
          chosen={preset.id}
          isPure={Object.keys(wish.weights).length === 0}
          disabled={!mayWrite}
          onChoose={(one) => begin(one.id, one.weights)}
        />
        {SIDES.map((side) => (
          <fieldset key={side} className={styles.side} disabled={!mayWrite}>
            <legend>{SIDE[side]}</legend>
            {factors
              .filter((factor) => factor.side === side)
              .map((factor) => (
                <WeightField
                  key={factor.id}
                  factor={factor}
                  weight={weights[factor.id] ?? 1}
                  usual={preset.weights[factor.id] ?? 1}
                  disabled={!mayWrite}
                  onChange={(weight) => setWeights((old) => ({ ...old, [factor.id]: weight }))}
                />
              ))}
          </fieldset>
        ))}
      </div>
      <div className={styles.result}>
        <div className={styles.buttons}>
          {mayWrite && (
            <Button
              loading={preview.isPending}
              disabled={!isChanged}
              title={isChanged ? undefined : 'These weights are in force'}
              onClick={() => preview.mutate(wish)}
            >
              Preview
            </Button>
          )}
          {mayWrite && (
            <Button
              variant="filled"
              disabled={!isChanged || !preview.data || isOld}
              title={isChanged && (!preview.data || isOld) ? 'Preview it first' : undefined}
              onClick={open}
            >
              Save as a new version
            </Button>
          )}
          {isChanged && <Button onClick={() => begin(inForce.preset, inForce.weights)}>Take back</Button>}
        </div>
        {preview.error && (
          <p className={styles.bad} role="alert">
            {preview.error.message}
          </p>
        )}
        {preview.data ? (
          <ModelPreviewView preview={preview.data} isOld={isOld} />
        ) : (
          <p className={styles.quiet}>
            In force: {inForce.name}
            {inForce.version > 0 && `, version ${inForce.version}`}. Change a weight and preview it: every
            open finding is scored by both.
          </p>
        )}
      </div>
      <SaveModel opened={saving} onClose={close} wish={wish} usual={preset.label} />
    </div>
  )
}
