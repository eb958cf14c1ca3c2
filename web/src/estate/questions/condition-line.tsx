import { ActionIcon, Select, TextInput } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { choices, DATA_CLASS, EXPOSURE } from '../../words/labels.ts'
import type { Condition } from './condition.ts'
import styles from './question-builder.module.css'

interface ConditionLineProps {
  condition: Condition
  onChange: (condition: Condition) => void
  onRemove: () => void
}

/** One condition with what can be chosen in it. */
export const ConditionLine = ({ condition, onChange, onRemove }: ConditionLineProps) => (
  <div className={styles.condition}>
    <Fields condition={condition} onChange={onChange} />
    <ActionIcon size="sm" aria-label="Take the condition away" onClick={onRemove}>
      <IconX />
    </ActionIcon>
  </div>
)

interface ChooseProps {
  label: string
  data: { value: string; label: string }[]
  value: string
  onChange: (value: string) => void
}

const Choose = ({ label, data, value, onChange }: ChooseProps) => (
  <Select
    className={styles.grow}
    aria-label={label}
    data={data}
    value={value}
    onChange={(next) => next && onChange(next)}
    allowDeselect={false}
  />
)

interface TypeProps {
  label: string
  placeholder?: string
  value: string | number
  type?: 'number'
  onChange: (value: string) => void
}

const Type = ({ label, onChange, ...input }: TypeProps) => (
  <TextInput
    className={styles.grow}
    aria-label={label}
    {...input}
    onChange={(event) => onChange(event.currentTarget.value)}
  />
)

const EXPOSURES = [...choices(EXPOSURE), { value: 'unknown', label: 'Unknown' }]
const CLASSES = [{ value: 'any', label: 'any sensitive class' }, ...choices(DATA_CLASS)]
const WORDS = {
  data: 'holds',
  leadsTo: 'leads to',
  topScore: 'score from',
  findings: 'findings from',
} as const

function Fields({ condition, onChange }: Omit<ConditionLineProps, 'onRemove'>) {
  switch (condition.type) {
    case 'exposure':
      return (
        <>
          <span className={styles.word}>exposure is</span>
          <Choose
            label="Exposure"
            data={EXPOSURES}
            value={condition.is}
            onChange={(is) => onChange({ type: 'exposure', is: is as typeof condition.is })}
          />
        </>
      )
    case 'authenticated':
    case 'knownExploited':
      return (
        <Choose
          label={condition.type === 'authenticated' ? 'Authentication' : 'Known exploited'}
          data={
            condition.type === 'authenticated'
              ? [
                  { value: 'no', label: 'no authentication' },
                  { value: 'yes', label: 'authentication seen' },
                ]
              : [
                  { value: 'yes', label: 'known exploited' },
                  { value: 'no', label: 'none known exploited' },
                ]
          }
          value={condition.is ? 'yes' : 'no'}
          onChange={(value) => onChange({ ...condition, is: value === 'yes' })}
        />
      )
    case 'data':
    case 'leadsTo':
      return (
        <>
          <span className={styles.word}>{WORDS[condition.type]}</span>
          <Choose
            label={condition.type === 'data' ? 'Holds data' : 'Leads to data'}
            data={CLASSES}
            value={condition.includes}
            onChange={(value) => onChange({ ...condition, includes: value as typeof condition.includes })}
          />
        </>
      )
    case 'topScore':
    case 'findings':
      return (
        <>
          <span className={styles.word}>{WORDS[condition.type]}</span>
          <Type
            label={condition.type === 'topScore' ? 'Score from' : 'Open findings from'}
            type="number"
            value={condition.least}
            onChange={(value) => onChange({ ...condition, least: Math.max(0, Number(value) || 0) })}
          />
        </>
      )
    case 'name':
    case 'asset':
    case 'application':
      return (
        <>
          <span className={styles.word}>{condition.type}</span>
          <Choose
            label={`How the ${condition.type} is compared`}
            data={[
              { value: 'is', label: 'is' },
              { value: 'contains', label: 'contains' },
            ]}
            value={condition.how}
            onChange={(how) => onChange({ ...condition, how: how as typeof condition.how })}
          />
          <Type
            label={`Value of the ${condition.type}`}
            value={condition.text}
            onChange={(text) => onChange({ ...condition, text })}
          />
        </>
      )
    case 'attribute':
      return (
        <>
          <Type
            label="Attribute"
            placeholder="framework"
            value={condition.name}
            onChange={(name) => onChange({ ...condition, name })}
          />
          <span className={styles.word}>is</span>
          <Type
            label="Value of the attribute"
            placeholder="Express"
            value={condition.text}
            onChange={(text) => onChange({ ...condition, text })}
          />
        </>
      )
    case 'text':
      return (
        <code className={styles.text} title="Change it in the text below">
          {condition.text}
        </code>
      )
  }
}
