import { z } from 'zod'
import { visibleAssetIds } from '../../access/visible-assets.ts'
import { locateFinding } from '../../findings/locate-findings.ts'
import { handOver as handOverFindings } from '../../findings/ownership/hand-over.ts'
import { listOwners, mapOwner } from '../../findings/ownership/list-owners.ts'
import { ownersOfFinding } from '../../findings/ownership/owners-of-finding.ts'
import { readerOf } from '../../findings/queries/reader.ts'
import { transaction } from '../../platform/database.ts'
import { settleWritten } from '../../risk/settle-findings.ts'
import type { Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import {
  findingOwner,
  handedOver,
  handOver,
  ownerMappingChange,
  owners,
  ownersQuery,
} from '../contract/owners.ts'

const tags = ['owners']

/** Whose findings are: by CODEOWNERS, catalogues, teams and history; who these names are; handing over. */
export const ownerRoutes: Routes = (app, { pool }) => {
  app.get(
    '/owners',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'Names that sources give owners, and who they are',
        querystring: ownersQuery,
        response: { 200: owners },
      },
    },
    async ({ actor, query }) => listOwners(pool, query, await readerOf(pool, actor)),
  )
  app.put(
    '/owners/mapping',
    {
      config: { permission: 'rules:write' },
      schema: {
        tags,
        summary: 'Say who a name is',
        description: 'What policies give to owners follows.',
        body: ownerMappingChange,
        response: { 204: z.null() },
      },
    },
    async ({ actor, body }, reply) => {
      await transaction(pool, (tx) => mapOwner(tx, actor, body))
      return reply.code(204).send(null)
    },
  )
  app.post(
    '/owners/hand-over',
    {
      config: { permission: 'findings:triage' },
      schema: {
        tags,
        summary: 'Give everything that one person has to another',
        body: handOver,
        response: { 200: handedOver },
      },
    },
    ({ actor, body }) => handOverFindings(pool, actor, body, settleWritten),
  )
  app.get(
    '/findings/:id/owners',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'Whose a finding is, by every source',
        params: byId,
        response: { 200: z.array(findingOwner) },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) =>
        ownersOfFinding(tx, await locateFinding(tx, params.id, await visibleAssetIds(tx, actor)), params.id),
      ),
  )
}
