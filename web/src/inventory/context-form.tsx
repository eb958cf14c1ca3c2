import { MultiSelect, Select } from '@mantine/core'
import type { Context, Criticality, Environment, Exposure } from '../api/types.ts'
import { CRITICALITY, choices, ENVIRONMENT, EXPOSURE } from '../words/labels.ts'
import styles from './context-form.module.css'
import { DATA_CHOICES, dataChosen, dataValues, dataWords } from './data-classes.ts'

interface ContextFormProps {
  context: Context
  /** What holds where nothing is said here: the application's context, for an asset. */
  inherited?: Context | undefined
  disabled: boolean
  onChange: (change: Partial<Context>) => void
}

/** What the score asks about the business. Every choice is saved at once; clearing one says "nobody knows". */
export function ContextForm({ context, inherited, disabled, onChange }: ContextFormProps) {
  const said = (label: string | undefined) => (label ? `${label} (from its application)` : 'Nobody has said')
  return (
    <div className={styles.form}>
      <Select
        label="Business criticality"
        placeholder={said(inherited?.criticality ? CRITICALITY[inherited.criticality] : undefined)}
        data={choices(CRITICALITY)}
        value={context.criticality}
        onChange={(value) => onChange({ criticality: value as Criticality | null })}
        disabled={disabled}
        clearable
      />
      <Select
        label="Who can reach it"
        placeholder={said(inherited?.exposure ? EXPOSURE[inherited.exposure] : undefined)}
        data={choices(EXPOSURE)}
        value={context.exposure}
        onChange={(value) => onChange({ exposure: value as Exposure | null })}
        disabled={disabled}
        clearable
      />
      <Select
        label="Environment"
        placeholder={said(inherited?.environment ? ENVIRONMENT[inherited.environment] : undefined)}
        data={choices(ENVIRONMENT)}
        value={context.environment}
        onChange={(value) => onChange({ environment: value as Environment | null })}
        disabled={disabled}
        clearable
      />
      <MultiSelect
        label="Data it holds or moves"
        placeholder={
          context.dataClasses
            ? undefined
            : said(inherited?.dataClasses ? dataWords(inherited.dataClasses) : undefined)
        }
        data={DATA_CHOICES}
        value={dataValues(context.dataClasses)}
        onChange={(values) => onChange({ dataClasses: dataChosen(values) })}
        disabled={disabled}
        clearable
      />
    </div>
  )
}
