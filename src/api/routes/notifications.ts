import { transaction } from '../../platform/database.ts'
import { listNotifications, markNotificationsRead } from '../../risk/policies/store/notifications.ts'
import type { Routes } from '../api.ts'
import { changed } from '../contract/findings.ts'
import { markRead, notifications, notificationsQuery } from '../contract/policies.ts'

const tags = ['notifications']

/** What policies have to say to a person. Each sees only their own. */
export const notificationRoutes: Routes = (app, { pool }) => {
  app.get(
    '/notifications',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags,
        summary: 'One’s own notifications, the newest first',
        querystring: notificationsQuery,
        response: { 200: notifications },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => listNotifications(tx, actor, query)),
  )
  app.post(
    '/notifications/read',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags,
        summary: 'Mark some of one’s own as read, or all',
        body: markRead,
        response: { 200: changed },
      },
    },
    ({ actor, body }) =>
      transaction(pool, async (tx) => ({ changed: await markNotificationsRead(tx, actor, body.ids) })),
  )
}
