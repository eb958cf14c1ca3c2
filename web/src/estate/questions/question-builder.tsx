import { Button, Menu } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import type { NodeKind } from '../../api/types.ts'
import { NODE_KIND } from '../node-words.ts'
import { ArrowMenu } from './arrow-menu.tsx'
import { MOST_STEPS, readQuestion, type Step, writeQuestion } from './question.ts'
import styles from './question-builder.module.css'
import { StepBox } from './step-box.tsx'

interface QuestionBuilderProps {
  text: string
  onChange: (text: string) => void
  /** Where in the text the server found a mistake. */
  mistakeAt: number | undefined
}

/** The question as boxes with arrows between them. Every click changes the text, and the text is what is asked. */
export function QuestionBuilder({ text, onChange, mistakeAt }: QuestionBuilderProps) {
  const read = text.trim() === '' ? { steps: [], spans: [] } : readQuestion(text)
  if (!read)
    return <p className={styles.quiet}>The boxes can’t show this text; it is asked as it stands below.</p>
  const { steps, spans } = read
  const write = (next: Step[]) => onChange(writeQuestion(next))
  const change = (at: number, part: Partial<Step>) =>
    write(steps.map((step, i) => (i === at ? { ...step, ...part } : step)))
  const remove = (at: number) => write(withoutArrow(steps.filter((_, i) => i !== at)))
  const add = (kind: NodeKind | '*') =>
    write([
      ...steps,
      { kind, conditions: [], ...(steps.length > 0 && { arrow: { direction: 'forward', kinds: [] } }) },
    ])
  return (
    <fieldset className={styles.row} aria-label="Question">
      {steps.map((step, at) => {
        const span = spans[at]
        const isWrong =
          mistakeAt !== undefined && span !== undefined && mistakeAt >= span.from && mistakeAt < span.to
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is what stands at its place
          <div key={at} className={styles.step}>
            {step.arrow && <ArrowMenu arrow={step.arrow} onChange={(arrow) => change(at, { arrow })} />}
            <StepBox
              step={step}
              at={at}
              wrong={isWrong}
              onChange={(part) => change(at, part)}
              onRemove={() => remove(at)}
            />
          </div>
        )
      })}
      {steps.length < MOST_STEPS && (
        <Menu position="bottom-start">
          <Menu.Target>
            <Button leftSection={<IconPlus />}>{steps.length === 0 ? 'Begin with' : 'Step'}</Button>
          </Menu.Target>
          <Menu.Dropdown className={styles.kinds}>
            {(Object.keys(NODE_KIND) as NodeKind[]).map((kind) => (
              <Menu.Item key={kind} onClick={() => add(kind)}>
                {NODE_KIND[kind]}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => add('*')}>Anything</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </fieldset>
  )
}

/** Nothing leads to the first step. */
const withoutArrow = ([first, ...rest]: Step[]): Step[] =>
  first ? [{ kind: first.kind, conditions: first.conditions }, ...rest] : []
