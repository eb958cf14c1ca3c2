import { z } from 'zod'
import { listAudit, verifyAudit } from '../../access/audit-log.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { auditEntry, auditVerdict } from '../contract/access.ts'
import { page, paging } from '../contract/common.ts'
import { wire } from '../wire.ts'

const tags = ['audit']
const auditQuery = z.object({ ...paging, cursor: z.coerce.number().int().min(1).optional() })

export const auditRoutes: Routes = (app, { pool }) => {
  app.get(
    '/audit',
    {
      config: { permission: 'audit:read' },
      schema: {
        tags,
        summary: 'Who changed what, newest first',
        querystring: auditQuery,
        response: { 200: page(auditEntry) },
      },
    },
    async ({ query: { limit, cursor } }) => {
      const { items, next, total } = await transaction(pool, (tx) => listAudit(tx, { limit, before: cursor }))
      return { items: items.map(wire), next: next === null ? null : String(next), total }
    },
  )
  app.get(
    '/audit/verify',
    {
      config: { permission: 'audit:read' },
      schema: {
        tags,
        summary: 'Whether the audit log is whole',
        description: 'Recomputes the chain of hashes from the first entry to the last.',
        response: { 200: auditVerdict },
      },
    },
    () => verifyAudit(pool),
  )
}
