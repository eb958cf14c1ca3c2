import { IconLock, IconLockOpen } from '@tabler/icons-react'
import type { EstateNode } from '../api/types.ts'
import styles from './node-authentication.module.css'

/** Whether authentication is seen, and by what. Only what the internet reaches and nothing guards is marked: the rest stays calm. */
export function AuthenticationMark({
  node: { authenticated, attributes, exposure },
}: {
  node: Pick<EstateNode, 'authenticated' | 'attributes' | 'exposure'>
}) {
  const Icon = authenticated ? IconLock : IconLockOpen
  const words = authenticated ? attributes.authentication || 'Seen' : 'None seen'
  return (
    <span
      className={styles.mark}
      data-seen={authenticated ?? undefined}
      data-open={(!authenticated && exposure === 'internet') || undefined}
      title={words}
    >
      <Icon aria-hidden="true" />
      <span className={styles.words}>{words}</span>
    </span>
  )
}
