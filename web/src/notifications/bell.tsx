import { Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import rail from '../shell/rail.module.css'
import { counted, shortCount } from '../words/format.ts'
import styles from './bell.module.css'
import { notificationsQuery } from './notification-queries.ts'

const NotificationList = lazy(() =>
  import('./notification-list.tsx').then((m) => ({ default: m.NotificationList })),
)

/** How many notifications are unread, and the way to them. */
export function Bell({ small }: { small: boolean }) {
  const { data } = useQuery(notificationsQuery)
  const [opened, { toggle, close }] = useDisclosure()
  const unread = data?.unread ?? 0
  return (
    <Popover opened={opened} onChange={close} position="right-end" shadow="md" width="22rem" trapFocus>
      <Popover.Target>
        <Tooltip label="Notifications" position="right" disabled={!small || opened}>
          <UnstyledButton
            className={rail.item}
            aria-label={
              unread > 0 ? `Notifications, ${counted(unread, 'unread', 'unread')}` : 'Notifications'
            }
            onClick={toggle}
          >
            <span className={styles.bell}>
              <IconBell aria-hidden="true" />
              {unread > 0 && <span className={styles.news} />}
            </span>
            <span className={rail.word}>Notifications</span>
            {unread > 0 && <span className={rail.hint}>{shortCount(unread)}</span>}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Suspense fallback={null}>
          <NotificationList onGo={close} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  )
}
