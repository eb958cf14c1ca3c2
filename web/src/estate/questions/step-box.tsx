import { ActionIcon, Button, Menu, Select } from '@mantine/core'
import { IconPlus, IconX } from '@tabler/icons-react'
import type { NodeKind } from '../../api/types.ts'
import { choices } from '../../words/labels.ts'
import { NODE_KIND } from '../node-words.ts'
import type { Condition, ConditionType } from './condition.ts'
import { ConditionLine } from './condition-line.tsx'
import type { Step } from './question.ts'
import styles from './question-builder.module.css'

/** What a menu can ask of a thing, each as it begins. */
const NEW: Record<Exclude<ConditionType, 'text'>, { label: string; begin: Condition }> = {
  exposure: { label: 'Exposure', begin: { type: 'exposure', is: 'internet' } },
  authenticated: { label: 'Authentication', begin: { type: 'authenticated', is: false } },
  data: { label: 'Holds data', begin: { type: 'data', includes: 'pii' } },
  leadsTo: { label: 'Leads to data', begin: { type: 'leadsTo', includes: 'any' } },
  knownExploited: { label: 'Known exploited', begin: { type: 'knownExploited', is: true } },
  topScore: { label: 'Score from', begin: { type: 'topScore', least: 50 } },
  findings: { label: 'Open findings from', begin: { type: 'findings', least: 1 } },
  name: { label: 'Name', begin: { type: 'name', how: 'is', text: '' } },
  attribute: { label: 'Attribute', begin: { type: 'attribute', name: '', text: '' } },
  asset: { label: 'Asset', begin: { type: 'asset', how: 'is', text: '' } },
  application: { label: 'Application', begin: { type: 'application', how: 'is', text: '' } },
}

interface StepBoxProps {
  step: Step
  /** From 0. */
  at: number
  wrong: boolean
  onChange: (part: Partial<Step>) => void
  onRemove: () => void
}

/** One step: what sort of thing, and what must hold of it. */
export function StepBox({ step, at, wrong, onChange, onRemove }: StepBoxProps) {
  const { kind, conditions } = step
  const name = `Step ${at + 1}`
  const put = (index: number, next: Condition) =>
    onChange({ conditions: conditions.map((one, i) => (i === index ? next : one)) })
  return (
    <fieldset className={styles.box} aria-label={name} data-wrong={wrong || undefined}>
      <div className={styles.top}>
        <Select
          className={styles.grow}
          aria-label={`Kind of ${name.toLowerCase()}`}
          searchable
          data={[{ value: '*', label: 'Anything' }, ...choices(NODE_KIND)]}
          value={kind}
          onChange={(value) => value && onChange({ kind: value as NodeKind | '*' })}
          allowDeselect={false}
        />
        <ActionIcon aria-label={`Take ${name.toLowerCase()} away`} onClick={onRemove}>
          <IconX />
        </ActionIcon>
      </div>
      {conditions.map((condition, i) => (
        <ConditionLine
          // biome-ignore lint/suspicious/noArrayIndexKey: a condition is what stands at its place
          key={i}
          condition={condition}
          onChange={(next) => put(i, next)}
          onRemove={() => onChange({ conditions: conditions.filter((_, other) => other !== i) })}
        />
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <Button variant="subtle" color="gray" leftSection={<IconPlus />} className={styles.add}>
            Condition
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(NEW).map(([type, { label, begin }]) => (
            <Menu.Item key={type} onClick={() => onChange({ conditions: [...conditions, begin] })}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </fieldset>
  )
}
