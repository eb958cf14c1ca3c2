import { describeActor } from '../../access/describe-actor.ts'
import { RIGHTS } from '../../access/permissions.ts'
import { ROLES } from '../../model/role.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { me, roles } from '../contract/access.ts'

export const meRoutes: Routes = (app, { pool }) => {
  app.get(
    '/me',
    {
      config: { permission: 'signed-in' },
      schema: { tags: ['sessions'], summary: 'Who asks, and what they may do', response: { 200: me } },
    },
    ({ actor }) => transaction(pool, (tx) => describeActor(tx, actor)),
  )
  app.get(
    '/roles',
    {
      config: { permission: 'signed-in' },
      schema: {
        tags: ['users'],
        summary: 'What each role may do',
        description: '`sees`: everything, or what the teams of a person own.',
        response: { 200: roles },
      },
    },
    async () =>
      ROLES.map((role) => ({ role, sees: RIGHTS[role].sees, permissions: [...RIGHTS[role].permissions] })),
  )
}
