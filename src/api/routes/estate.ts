import { z } from 'zod'
import { countNodes } from '../../inventory/estate/count-nodes.ts'
import { coverage } from '../../inventory/estate/coverage.ts'
import { getDiscovery, listDiscoveries, requestDiscovery } from '../../inventory/estate/discoveries.ts'
import { estateMap } from '../../inventory/estate/estate-map.ts'
import { listNodes } from '../../inventory/estate/list-nodes.ts'
import { nodeDetail } from '../../inventory/estate/node-detail.ts'
import { sayOfLink } from '../../inventory/estate/say-of-link.ts'
import { COVERAGE_CLASSES } from '../../model/coverage.ts'
import { transaction } from '../../platform/database.ts'
import type { Routes } from '../api.ts'
import { byId, page, pageQuery } from '../contract/common.ts'
import * as estate from '../contract/estate.ts'
import { wire } from '../wire.ts'

const tags = ['estate']
const read = { permission: 'inventory:read' } as const
const write = { permission: 'inventory:write' } as const

/** What there is, how it hangs together, who can reach it, where the data is. */
export const estateRoutes: Routes = (app, { pool }) => {
  app.get(
    '/estate/nodes',
    {
      config: read,
      schema: {
        tags,
        summary: 'Things of the estate: deployables, endpoints, fields, workloads, third parties, …',
        querystring: estate.nodeQuery,
        response: { 200: page(estate.node) },
      },
    },
    async ({ actor, query }) => {
      const { items, ...rest } = await transaction(pool, (tx) => listNodes(tx, actor, query))
      return { ...rest, items: items.map(wire) }
    },
  )
  app.get(
    '/estate/counts',
    {
      config: read,
      schema: {
        tags,
        summary:
          'How many things there are by exposure, authentication, class of data, asset and application',
        querystring: estate.nodeFilter,
        response: { 200: estate.nodeCounts },
      },
    },
    ({ actor, query }) => transaction(pool, (tx) => countNodes(tx, actor, query)),
  )
  app.get(
    '/estate/nodes/:asset/:node',
    {
      config: read,
      schema: {
        tags,
        summary: 'One of them: how it is reached and what it is linked with, with the evidence',
        params: estate.nodeParams,
        response: { 200: estate.nodeDetail },
      },
    },
    async ({ actor, params }) => {
      const { links, ...node } = await transaction(pool, (tx) =>
        nodeDetail(tx, actor, params.asset, params.node),
      )
      return { ...wire(node), links: links.map(wire) }
    },
  )
  app.put(
    '/estate/links',
    {
      config: write,
      schema: {
        tags,
        summary: 'Confirm, cut or add a link; null takes the word back',
        description:
          'A person’s word outlives every discovery. Who can reach what is worked out again at once.',
        body: estate.linkWord,
        response: { 204: z.null() },
      },
    },
    async ({ actor, body }, reply) => {
      await transaction(pool, (tx) => sayOfLink(tx, actor, body))
      return reply.code(204).send(null)
    },
  )
  app.get(
    '/estate/map',
    {
      config: read,
      schema: {
        tags,
        summary: 'An asset’s or application’s part of the estate as a graph',
        querystring: estate.mapQuery,
        response: { 200: estate.map },
      },
    },
    async ({ actor, query }) => {
      const { nodes, ...rest } = await transaction(pool, (tx) => estateMap(tx, actor, query))
      return { ...rest, nodes: nodes.map(wire) }
    },
  )
  app.get(
    '/estate/coverage',
    {
      config: read,
      schema: {
        tags,
        summary: 'Which classes of tools looked at each asset, and what is missing',
        querystring: estate.coverageQuery,
        response: { 200: estate.coverage },
      },
    },
    ({ actor, query: { gap, sort, order, ...query } }) =>
      transaction(pool, async (tx) => {
        const all = await coverage(tx, actor, query)
        const items = all.filter(({ gaps }) => !gap || gap.some((one) => gaps.includes(one)))
        const count = (one: (typeof COVERAGE_CLASSES)[number]): number =>
          all.filter(({ gaps }) => gaps.includes(one)).length
        // They come by name; sorting keeps that among equals.
        if (sort === 'gaps')
          items.sort((a, b) => (b.gaps.length - a.gaps.length) * (order === 'asc' ? -1 : 1))
        else if (order === 'desc') items.reverse()
        return {
          items: items.slice(0, 1_000),
          total: items.length,
          gaps: Object.fromEntries(COVERAGE_CLASSES.map((one) => [one, count(one)])) as Record<
            (typeof COVERAGE_CLASSES)[number],
            number
          >,
        }
      }),
  )
  app.post(
    '/discoveries',
    {
      config: { permission: 'reports:write' },
      schema: {
        tags,
        summary: 'Discover a repository that the server can fetch without credentials',
        body: estate.newDiscovery,
        response: { 202: estate.discovery },
      },
    },
    async ({ actor, body }, reply) =>
      reply.code(202).send(wire(await transaction(pool, (tx) => requestDiscovery(tx, actor, body)))),
  )
  app.get(
    '/discoveries',
    {
      config: read,
      schema: {
        tags,
        summary: 'Repositories that were asked to be discovered, newest first',
        querystring: pageQuery,
        response: { 200: page(estate.discovery) },
      },
    },
    async ({ actor, query }) => {
      const { items, ...rest } = await transaction(pool, (tx) => listDiscoveries(tx, actor, query))
      return { ...rest, items: items.map(wire) }
    },
  )
  app.get(
    '/discoveries/:id',
    {
      config: read,
      schema: { tags, summary: 'One of them', params: byId, response: { 200: estate.discovery } },
    },
    async ({ actor, params }) => wire(await transaction(pool, (tx) => getDiscovery(tx, actor, params.id))),
  )
}
