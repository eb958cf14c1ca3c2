import { ActionIcon, Menu, TextInput, UnstyledButton } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import styles from './source-editor.module.css'
import { type Step, stepWords } from './value.ts'

interface Kind {
  label: string
  step: Step
}

const KINDS: Kind[] = [
  { label: 'First sentence', step: 'first-sentence' },
  { label: 'Plain text out of HTML', step: 'plain-text' },
  { label: 'Lower case', step: 'lower' },
  { label: 'Upper case', step: 'upper' },
  { label: 'Split at …', step: { split: ',' } },
  { label: 'What a pattern captures …', step: { capture: '(.+)' } },
  { label: 'Put before it …', step: { prefix: '' } },
]

const ARGUMENT: Record<string, string> = {
  split: 'Split at',
  capture: 'Pattern (RE2); its first group counts',
  prefix: 'Put before it',
}

/** What is done to a value, one after the other. */
export function StepsEditor({
  label,
  steps,
  onChange,
}: {
  label: string
  steps: Step[]
  onChange: (steps: Step[]) => void
}) {
  const change = (at: number, step: Step) => onChange(steps.map((old, i) => (i === at ? step : old)))
  return (
    <>
      {steps.map((step, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: steps have no name but their place
        <div key={at} className={styles.line}>
          <StepInput step={step} onChange={(changed) => change(at, changed)} />
          <ActionIcon
            aria-label={`${label}: remove ${stepWords(step)}`}
            onClick={() => onChange(steps.filter((_, i) => i !== at))}
          >
            <IconTrash />
          </ActionIcon>
        </div>
      ))}
      <Menu position="bottom-start">
        <Menu.Target>
          <UnstyledButton className={styles.add} aria-label={`${label}: add a step`}>
            <IconPlus /> Then …
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          {KINDS.map((kind) => (
            <Menu.Item key={kind.label} onClick={() => onChange([...steps, kind.step])}>
              {kind.label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

function StepInput({ step, onChange }: { step: Step; onChange: (step: Step) => void }) {
  const [[name = '', argument] = []] = typeof step === 'string' ? [] : Object.entries(step)
  if (typeof step === 'string' || typeof argument !== 'string')
    return <span className={styles.grow}>→ {stepWords(step)}</span>
  return (
    <TextInput
      className={styles.grow}
      label={ARGUMENT[name]}
      value={argument}
      onChange={(event) => onChange({ [name]: event.currentTarget.value } as Step)}
      spellCheck={false}
    />
  )
}
