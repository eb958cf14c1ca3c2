import { z } from 'zod'
import type { Actor } from '../../access/actor.ts'
import { requireVisibleAsset, visibleAssetIds } from '../../access/visible-assets.ts'
import { locateFinding } from '../../findings/locate-findings.ts'
import { transaction } from '../../platform/database.ts'
import { notFound } from '../../platform/errors.ts'
import { waitingToApply } from '../../risk/policies/store/queue-applying.ts'
import { readRevisions } from '../../risk/policies/store/revisions.ts'
import type { ApiDeps, Routes } from '../api.ts'
import { byId } from '../contract/common.ts'
import {
  applying,
  assetPolicies,
  findingEffects,
  firing,
  newPolicy,
  policies,
  policyChange,
  policyDetail,
  revisions,
} from '../contract/policies.ts'

const tags = ['policies']
const read = { permission: 'policies:read' } as const
const write = { permission: 'policies:write' } as const

const loaded = () => import('../../risk/policies/index.ts')

/** Policies: kept, versioned, switched on and off. Trying them out is in policy-workbench.ts. */
export const policyRoutes: Routes = (app, { pool }) => {
  app.get(
    '/policies',
    {
      config: read,
      schema: {
        tags,
        summary: 'All policies, those that come with Stance first',
        response: { 200: policies },
      },
    },
    async ({ actor }) => (await loaded()).listPolicies(pool, await visible(pool, actor)),
  )
  app.post(
    '/policies',
    {
      config: write,
      schema: {
        tags,
        summary: 'Add a policy',
        description: 'It counts from now on; a job applies it to what is stored.',
        body: newPolicy,
        response: { 201: policyDetail },
      },
    },
    async ({ actor, body }, reply) => {
      const { addPolicy } = await loaded()
      const id = await transaction(pool, (tx) => addPolicy(tx, actor, body))
      return reply.code(201).send(await detail(pool, actor, id))
    },
  )
  app.get(
    '/policies/firing',
    {
      config: read,
      schema: { tags, summary: 'What fires on open findings, the most first', response: { 200: firing } },
    },
    async ({ actor }) => {
      const { listPolicies, readFiring } = await loaded()
      const seen = await visible(pool, actor)
      const ids = new Map((await listPolicies(pool, seen)).map(({ id, name }) => [name, id]))
      return (await readFiring(pool, seen)).map(({ policy, ...rest }) => ({
        policy: { id: ids.get(policy) ?? null, name: policy },
        ...rest,
      }))
    },
  )
  app.get(
    '/policies/applying',
    {
      config: read,
      schema: {
        tags,
        summary: 'How far a change is on its way through the assets',
        response: { 200: applying },
      },
    },
    async () => {
      const waiting = await waitingToApply(pool)
      return { waiting, done: waiting === 0 }
    },
  )
  app.get(
    '/policies/:id',
    {
      config: read,
      schema: {
        tags,
        summary: 'A policy with its text and rules',
        params: byId,
        response: { 200: policyDetail },
      },
    },
    ({ actor, params }) => detail(pool, actor, params.id),
  )
  app.patch(
    '/policies/:id',
    {
      config: write,
      schema: {
        tags,
        summary: 'Change a policy, its scope, or whether it is in force',
        params: byId,
        body: policyChange,
        response: { 200: policyDetail },
      },
    },
    async ({ actor, params, body }) => {
      const { changePolicy } = await loaded()
      await transaction(pool, (tx) => changePolicy(tx, actor, params.id, body))
      return detail(pool, actor, params.id)
    },
  )
  app.delete(
    '/policies/:id',
    {
      config: write,
      schema: { tags, summary: 'Delete a policy', params: byId, response: { 204: z.null() } },
    },
    async ({ actor, params }, reply) => {
      const { deletePolicy } = await loaded()
      await transaction(pool, (tx) => deletePolicy(tx, actor, params.id))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/policies/:id/revisions',
    {
      config: read,
      schema: { tags, summary: 'Its texts, the newest first', params: byId, response: { 200: revisions } },
    },
    ({ params }) => readRevisions(pool, params.id),
  )
  app.get(
    '/assets/:id/policies',
    {
      config: read,
      schema: {
        tags,
        summary: 'The policies in force for an asset, with their texts: what a gate applies',
        params: byId,
        response: { 200: assetPolicies },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) => {
        await requireVisibleAsset(tx, actor, params.id)
        return (await loaded()).policiesOfAsset(tx, params.id)
      }),
  )
  app.get(
    '/findings/:id/policies',
    {
      config: { permission: 'findings:read' },
      schema: {
        tags,
        summary: 'What policies make of a finding',
        params: byId,
        response: { 200: findingEffects },
      },
    },
    ({ actor, params }) =>
      transaction(pool, async (tx) => {
        const asset = await locateFinding(tx, params.id, await visibleAssetIds(tx, actor))
        return (await loaded()).effectsOfFinding(tx, asset, params.id)
      }),
  )
}

type Pool = ApiDeps['pool']

const visible = (pool: Pool, actor: Actor) => transaction(pool, (tx) => visibleAssetIds(tx, actor))

async function detail(pool: Pool, actor: Actor, id: string) {
  const found = await (await loaded()).describePolicy(pool, id, await visible(pool, actor))
  if (!found) throw notFound('policy', id)
  return found
}
