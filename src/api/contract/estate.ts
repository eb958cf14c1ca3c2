import { z } from 'zod'
import { DATA_CLASSES, EXPOSURES } from '../../model/application.ts'
import { ASSET_KINDS } from '../../model/asset.ts'
import { COVERAGE_CLASSES } from '../../model/coverage.ts'
import { LINK_KINDS, NODE_KINDS } from '../../model/estate.ts'
import { id, listOf, namesOf, paging, ref, time } from './common.ts'

const nodeKind = z.enum(NODE_KINDS)
const linkKind = z.enum(LINK_KINDS)
const dataClass = z.enum(DATA_CLASSES)
const exposure = z.enum(EXPOSURES)

/** A thing of the estate: a deployable, an endpoint, a field, a workload, a third party, … */
export const node = z.object({
  id,
  kind: nodeKind,
  name: z.string(),
  asset: ref,
  application: ref.nullable(),
  /** `path:line` where it is written down. */
  place: z.string().nullable(),
  /** Who can reach it; null = nothing shows it. */
  exposure: exposure.nullable(),
  /** For what can be called, whether authentication is seen; null for all else. */
  authenticated: z.boolean().nullable(),
  /** Classes of data that it holds or takes. */
  dataClasses: z.array(dataClass),
  /** … and that it leads to. */
  leadsTo: z.array(dataClass),
  attributes: z.record(z.string(), z.string()),
  firstSeen: time,
})
/** Filters shared by the list and its counts. Several values of one filter mean any of them. */
export const nodeFilter = z.object({
  q: z.string().max(200).optional(),
  kind: listOf(nodeKind),
  /** Ids or names. */
  asset: namesOf,
  application: namesOf,
  exposure: listOf(z.enum([...EXPOSURES, 'unknown'])),
  authenticated: z.stringbool().optional(),
  /** Held, taken or led to. */
  data: listOf(dataClass),
})
export const nodeQuery = nodeFilter.extend(paging)

const nodeCount = z.object({ value: z.string(), label: z.string(), count: z.number().int() })
/** Counts for each facet under all filters but its own, so that a choice can be widened; most first. */
export const nodeCounts = z.object({
  total: z.number().int(),
  exposure: z.array(nodeCount),
  authenticated: z.array(nodeCount),
  data: z.array(nodeCount),
  asset: z.array(nodeCount),
  application: z.array(nodeCount),
})

const end = z.object({ id, kind: nodeKind, name: z.string() })
/** An end that can be opened: with one of its assets, and with what people call it where its name is a path. */
const known = end.extend({ asset: id, title: z.string().nullable() })
export const nodeParams = z.object({ asset: id, node: id })
export const nodeDetail = node.extend({
  /** From the outside to here, over other assets where what is between (an image) is theirs too. */
  way: z.array(known),
  links: z.array(
    z.object({
      kind: linkKind,
      node: known,
      direction: z.enum(['out', 'in']),
      evidence: z.string(),
      /** 0–1. */
      confidence: z.number(),
      /** The asset whose reports show it. */
      asset: id,
      /** The tool that shows it; null for what a person added. */
      source: z.string().nullable(),
      firstSeen: time,
      word: z
        .object({
          verdict: z.enum(['confirmed', 'cut', 'added']),
          reason: z.string(),
          by: z.string(),
          at: time,
        })
        .nullable(),
    }),
  ),
})

export const linkWord = z.object({
  asset: id,
  from: id,
  kind: linkKind,
  to: id,
  /** null takes back what was said before. */
  verdict: z.enum(['confirmed', 'cut', 'added']).nullable(),
  reason: z.string().trim().max(1000).default(''),
})

export const mapQuery = z.object({ asset: namesOf, application: namesOf, kind: listOf(nodeKind) })
export const map = z.object({
  nodes: z.array(node),
  links: z.array(z.object({ from: id, kind: linkKind, to: id, confidence: z.number() })),
  /** How many there are of each kind, shown or not. */
  counts: z.partialRecord(nodeKind, z.number().int()),
  /** There are more than a map shows. */
  cut: z.boolean(),
})

export const askRequest = z.object({ question: z.string().trim().min(1).max(2000) })
export const answer = z.object({
  paths: z.array(
    z.array(
      end.extend({
        asset: ref,
        title: z.string().nullable(),
        place: z.string().nullable(),
        /** Link by which the path comes here; null for its first node. */
        via: linkKind.nullable(),
        /** That link leads the other way: from this node to the one before it. */
        against: z.boolean(),
      }),
    ),
  ),
  /** How many things answer the last step. */
  total: z.number().int(),
  /** A bound was met: there may be more. */
  cut: z.boolean(),
})
export const question = z.object({
  id,
  name: z.string(),
  question: z.string(),
  createdBy: z.string(),
  createdAt: time,
})
export const newQuestion = askRequest.extend({ name: z.string().trim().min(1).max(200) })

const coverageClass = z.enum(COVERAGE_CLASSES)
export const coverageQuery = z.object({
  q: z.string().max(200).optional(),
  application: namesOf,
  /** Only assets that lack one of these. */
  gap: listOf(coverageClass),
  /** Days after which a look counts as none. */
  staleDays: z.coerce.number().int().min(1).max(3650).default(30),
  /** `gaps`: those that lack the most first. */
  sort: z.enum(['name', 'gaps']).default('name'),
  order: z.enum(['asc', 'desc']).optional(),
})
export const coverage = z.object({
  items: z.array(
    z.object({
      asset: ref.extend({ kind: z.enum(ASSET_KINDS) }),
      application: ref.nullable(),
      seen: z.partialRecord(coverageClass, time),
      gaps: z.array(coverageClass),
    }),
  ),
  total: z.number().int(),
  /** Assets that lack each class. */
  gaps: z.record(coverageClass, z.number().int()),
})

export const newDiscovery = z.object({
  /** Address of a repository that needs no credentials. */
  url: z.url({ protocol: /^https?$/ }),
  /** Branch, tag or commit; the repository's own default without it. */
  ref: z.string().trim().min(1).max(200).optional(),
  /** The repository's asset; made when there is none of this name. By default the last two parts of the address. */
  asset: z.string().trim().min(1).max(500).optional(),
})
export const discovery = z.object({
  id,
  asset: ref,
  url: z.string(),
  ref: z.string().nullable(),
  status: z.enum(['queued', 'running', 'done', 'failed']),
  error: z.string().nullable(),
  /** The report that holds what was found. */
  report: id.nullable(),
  requestedBy: z.string(),
  requestedAt: time,
  finishedAt: time.nullable(),
})

const change = z.object({
  /** Material kinds are those that change the risk. */
  kind: z.string(),
  material: z.boolean(),
  what: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  place: z.string().nullable(),
})
export const changesQuery = z.object({
  /** Reports of discoveries; by default the last and the one before. */
  from: id.optional(),
  to: id.optional(),
})
export const changes = z.object({
  from: z.object({ report: id, at: time }).nullable(),
  to: z.object({ report: id, at: time }).nullable(),
  changes: z.array(change),
})

export const assetChangesQuery = z.object({
  // Two documents are read for each.
  limit: z.coerce.number().int().min(1).max(50).default(20),
  cursor: paging.cursor,
  q: z.string().max(200).optional(),
})
/** An asset that was discovered at least twice, with how much the last discovery changed. */
export const assetChanges = z.object({
  asset: ref,
  application: ref.nullable(),
  from: z.object({ report: id, at: time }),
  to: z.object({ report: id, at: time }),
  material: z.number().int(),
  /** Material or not. */
  changes: z.number().int(),
})

export const trafficQuery = z.object({
  asset: namesOf,
  application: namesOf,
  /** Most endpoints of each list. */
  limit: z.coerce.number().int().min(1).max(1000).default(200),
})
const comparedEndpoint = z.object({
  id,
  asset: ref,
  name: z.string(),
  method: z.string(),
  path: z.string(),
  sources: z.array(z.enum(['code', 'declared', 'traffic'])),
  /** `path:line` where it is written down. */
  place: z.string().nullable(),
  exposure: exposure.nullable(),
  authenticated: z.boolean().nullable(),
  /** Requests that were seen; null for what was not. */
  calls: z.number().int().nullable(),
  lastSeen: z.string().nullable(),
})
export const traffic = z.object({
  /** null = no traffic was uploaded: then nothing is a shadow and nothing a zombie. */
  seen: z
    .object({ endpoints: z.number().int(), calls: z.number().int(), lastSeen: z.string().nullable() })
    .nullable(),
  /** Endpoints of the traffic that code or descriptions have. */
  known: z.number().int(),
  /** Called, though no code and no description has them; most called first. */
  shadow: z.array(comparedEndpoint),
  /** In code or declared, and not called. */
  zombie: z.array(comparedEndpoint),
  totals: z.object({ shadow: z.number().int(), zombie: z.number().int() }),
  /** What stands in front of known paths in the traffic. */
  prefixes: z.array(z.string()),
})
