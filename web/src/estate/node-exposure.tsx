import { IconBuilding, IconHelp, IconLock, IconUsersGroup, IconWorld } from '@tabler/icons-react'
import type { Exposure } from '../api/types.ts'
import { EXPOSURE } from '../words/labels.ts'
import styles from './node-exposure.module.css'

const ICON = {
  internet: IconWorld,
  partner: IconUsersGroup,
  internal: IconBuilding,
  isolated: IconLock,
} as const

/** Who can reach a thing: shape, then word. */
export function ExposureMark({ exposure }: { exposure: Exposure | null }) {
  const Icon = exposure ? ICON[exposure] : IconHelp
  return (
    <span className={styles.mark} data-exposure={exposure ?? 'unknown'}>
      <Icon aria-hidden="true" />
      {exposure ? EXPOSURE[exposure] : 'Unknown'}
    </span>
  )
}
