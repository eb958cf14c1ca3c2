import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { AppNotification } from '../api/types.ts'
import { isForTheBrowser } from '../list/row-links.tsx'
import { Loaded } from '../settings/loaded.tsx'
import { ago, dateTime } from '../words/format.ts'
import { notificationsQuery, useMarkRead } from './notification-queries.ts'
import styles from './notifications.module.css'

/** What policies had to tell me, newest first; following one reads it. */
export function NotificationList({ onGo }: { onGo: () => void }) {
  const notifications = useQuery(notificationsQuery)
  const read = useMarkRead()
  const none = !notifications.data?.unread || read.isPending
  return (
    <section className={styles.list} aria-label="Notifications">
      <div className={styles.head}>
        <h2>Notifications</h2>
        {/* Not `disabled`, which would lose the focus, and Escape with it. */}
        <Button
          variant="subtle"
          data-disabled={none || undefined}
          aria-disabled={none}
          onClick={() => none || read.mutate(undefined)}
        >
          Mark all as read
        </Button>
      </div>
      <Loaded query={notifications}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={styles.quiet}>
              Nothing yet. A policy with the effect notify tells you here what it found.
            </p>
          ) : (
            <ol className={styles.items}>
              {items.map((one) => (
                <Item
                  key={one.id}
                  notification={one}
                  onFollow={() => {
                    if (!one.read) read.mutate([one.id])
                    onGo()
                  }}
                />
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  )
}

/** `link` is a path within the web. */
function Item({ notification, onFollow }: { notification: AppNotification; onFollow: () => void }) {
  const { history } = useRouter()
  const { title, text, link, at, read } = notification
  const go = (event: MouseEvent) => {
    if (isForTheBrowser(event)) return
    event.preventDefault()
    onFollow()
    history.push(link)
  }
  return (
    <li className={styles.item} data-unread={!read || undefined}>
      <a href={link} onClick={go} className={styles.title}>
        {!read && <span className={styles.dot} role="img" aria-label="Unread" />}
        {title}
      </a>
      {text && <p>{text}</p>}
      <time className={styles.quiet} dateTime={at} title={dateTime(at)}>
        {ago(at)}
      </time>
    </li>
  )
}
