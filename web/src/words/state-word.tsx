import { IconCircleCheck, IconCircleDashed, IconCircleDot, IconCircleX } from '@tabler/icons-react'
import type { State } from '../api/types.ts'
import { STATE } from './labels.ts'
import styles from './state-word.module.css'

const ICON = {
  open: IconCircleDot,
  fixed: IconCircleCheck,
  accepted: IconCircleDashed,
  false_positive: IconCircleX,
} as const

/** Shape, then word: the colour only helps. */
export function StateWord({ state }: { state: State }) {
  const Icon = ICON[state]
  return (
    <span className={styles.state} data-state={state}>
      <Icon aria-hidden="true" />
      {STATE[state]}
    </span>
  )
}
