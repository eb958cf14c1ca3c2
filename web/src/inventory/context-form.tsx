import { MultiSelect, Select, TagsInput } from '@mantine/core'
import type { Context, Criticality, Environment, Exposure } from '../api/types.ts'
import { CRITICALITY, choices, ENVIRONMENT, EXPOSURE } from '../words/labels.ts'
import styles from './context-form.module.css'
import {
  CONTROL_CHOICES,
  controlsChosen,
  controlValues,
  controlWords,
  FRAMEWORK_CHOICES,
  frameworksChosen,
  frameworkValues,
} from './controls.ts'
import { DATA_CHOICES, dataChosen, dataValues, dataWords } from './data-classes.ts'
import type { FoundContext } from './found-context.ts'

interface ContextFormProps {
  context: Context
  /** What holds where nothing is said here: the application's context, for an asset. */
  inherited?: Context | undefined
  /** What discovery found and holds because nobody said otherwise. */
  found?: FoundContext | undefined
  disabled: boolean
  onChange: (change: Partial<Context>) => void
}

const OVERRULE = 'Found by discovery: choose to overrule'
const BELOW: ('label' | 'input' | 'description')[] = ['label', 'input', 'description']

/** What the score asks about the business. Every choice is saved at once; clearing one says "nobody knows". */
export function ContextForm({ context, inherited, found, disabled, onChange }: ContextFormProps) {
  const said = (label: string | undefined, foundLabel?: string | undefined) =>
    label ? `${label} (from its application)` : foundLabel ? `${foundLabel} (found)` : 'Nobody has said'
  const foundExposure = found?.exposure ? EXPOSURE[found.exposure] : undefined
  const foundData = found?.dataClasses ? dataWords(found.dataClasses) : undefined
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
        description={foundExposure && OVERRULE}
        inputWrapperOrder={BELOW}
        placeholder={said(inherited?.exposure ? EXPOSURE[inherited.exposure] : undefined, foundExposure)}
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
        description={foundData && OVERRULE}
        inputWrapperOrder={BELOW}
        placeholder={
          context.dataClasses
            ? undefined
            : said(inherited?.dataClasses ? dataWords(inherited.dataClasses) : undefined, foundData)
        }
        data={DATA_CHOICES}
        value={dataValues(context.dataClasses)}
        onChange={(values) => onChange({ dataClasses: dataChosen(values) })}
        disabled={disabled}
        clearable
      />
      <MultiSelect
        label="What stands before it"
        placeholder={
          context.controls
            ? undefined
            : said(inherited?.controls ? controlWords(inherited.controls) : undefined)
        }
        data={CONTROL_CHOICES}
        value={controlValues(context.controls)}
        onChange={(values) => onChange({ controls: controlsChosen(values) })}
        disabled={disabled}
        clearable
      />
      <TagsInput
        label="Compliance scope"
        placeholder={
          context.compliance
            ? undefined
            : said(inherited?.compliance ? inherited.compliance.join(', ') || 'None' : undefined)
        }
        data={FRAMEWORK_CHOICES}
        value={frameworkValues(context.compliance)}
        onChange={(values) => onChange({ compliance: frameworksChosen(values) })}
        disabled={disabled}
        clearable
      />
    </div>
  )
}
