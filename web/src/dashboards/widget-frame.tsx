import { ActionIcon, Menu } from '@mantine/core'
import {
  IconArrowDown,
  IconArrowLeft,
  IconArrowRight,
  IconArrowUp,
  IconCopy,
  IconDots,
  IconGripVertical,
  IconPencil,
  IconTrash,
} from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import type { Widget } from '../api/types.ts'
import type { Step } from './arrange.ts'
import { WIDGET } from './slice-words.ts'
import styles from './widget.module.css'

export interface WidgetActions {
  onStep: (id: string, step: Step) => void
  onEdit: (id: string) => void
  onDuplicate: (id: string) => void
  onRemove: (id: string) => void
}

const MOVES = [
  ['left', IconArrowLeft, 'Move left'],
  ['right', IconArrowRight, 'Move right'],
  ['up', IconArrowUp, 'Move up'],
  ['down', IconArrowDown, 'Move down'],
] as const
const SIZES = [
  ['wider', 'Wider'],
  ['narrower', 'Narrower'],
  ['taller', 'Taller'],
  ['shorter', 'Shorter'],
] as const

/** Arrow keys on the handle move, with Shift they size. */
const KEYS: Record<string, [move: Step, size: Step]> = {
  ArrowLeft: ['left', 'narrower'],
  ArrowRight: ['right', 'wider'],
  ArrowUp: ['up', 'shorter'],
  ArrowDown: ['down', 'taller'],
}

interface WidgetFrameProps {
  widget: Widget
  /** While editing. */
  actions?: WidgetActions | undefined
  children: ReactNode
}

/** A widget's head and what it shows. While editing the head drags it; the same by keys and by menu. */
export function WidgetFrame({ widget, actions, children }: WidgetFrameProps) {
  const title = useId()
  const name = widget.title || WIDGET[widget.type].label
  return (
    <article className={styles.widget} aria-labelledby={title}>
      <div className={styles.head} data-handle={actions ? true : undefined}>
        <h2 id={title} className={styles.title}>
          {name}
        </h2>
        {actions && <EditMenu widget={widget} name={name} actions={actions} />}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable */}
      <section className={styles.body} tabIndex={0} aria-label={`What ${name} shows`}>
        {children}
      </section>
    </article>
  )
}

function EditMenu({ widget, name, actions }: { widget: Widget; name: string; actions: WidgetActions }) {
  const { id } = widget
  const onKeyDown = (event: KeyboardEvent) => {
    const steps = KEYS[event.key]
    if (!steps) return
    event.preventDefault()
    actions.onStep(id, steps[event.shiftKey ? 1 : 0])
  }
  return (
    <span className={styles.actions}>
      <ActionIcon
        aria-label={`Place of ${name}: arrow keys move, with Shift they size`}
        title="Arrow keys move, with Shift they size"
        onKeyDown={onKeyDown}
      >
        <IconGripVertical />
      </ActionIcon>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon aria-label={`Change ${name}`}>
            <IconDots />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil />} onClick={() => actions.onEdit(id)}>
            Edit
          </Menu.Item>
          <Menu.Item leftSection={<IconCopy />} onClick={() => actions.onDuplicate(id)}>
            Duplicate
          </Menu.Item>
          <Menu.Item leftSection={<IconTrash />} onClick={() => actions.onRemove(id)}>
            Remove
          </Menu.Item>
          <Menu.Divider />
          {MOVES.map(([step, Icon, label]) => (
            <Menu.Item
              key={step}
              closeMenuOnClick={false}
              leftSection={<Icon />}
              onClick={() => actions.onStep(id, step)}
            >
              {label}
            </Menu.Item>
          ))}
          <Menu.Divider />
          {SIZES.map(([step, label]) => (
            <Menu.Item key={step} closeMenuOnClick={false} onClick={() => actions.onStep(id, step)}>
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </span>
  )
}
