import { compareTraffic } from '../../inventory/estate/compare-traffic.ts'
import { moreExposed } from '../../inventory/estate/estate-rows.ts'
import type { DataClass, Exposure } from '../../model/application.ts'
import type { LinkKind, NodeKind } from '../../model/estate.ts'
import type { Tx } from '../../platform/database.ts'
import type { Combination } from './definition.ts'
import {
  type EstateGraph,
  estateGraph,
  type GraphAsset,
  type GraphLink,
  type GraphNode,
} from './estate-graph.ts'

interface Row {
  asset: string
  id: string
  kind: NodeKind
  name: string
  place: string | null
  exposure: Exposure | null
  authenticated: boolean | null
  data: DataClass[]
  leadsTo: DataClass[]
  attributes: Record<string, string>
}

/** Kinds of which there are most and that lead nowhere: left out unless a definition names them. */
const LEAVES: readonly NodeKind[] = ['field', 'action', 'owner']

/** The whole estate as the definitions look at it: what all assets' reports show, without the links that people cut, with those they added. */
export async function loadGraph(tx: Tx, definitions: readonly Combination[]): Promise<EstateGraph> {
  const named = new Set(
    definitions.flatMap(({ steps, besides }) =>
      [...steps, ...besides.flatMap(({ thing }) => thing ?? [])].map(({ kind }) => kind),
    ),
  )
  const assets = new Map((await assetsOf(tx)).map((one) => [one.id, one]))
  const { rows } = await tx.query<Row>(
    `select asset_id as asset, id, kind, name, place, coalesce(reached_from, exposure) as exposure, authenticated,
            data_classes as data, reaches_data as "leadsTo", attributes
     from estate_node where kind <> all($1) order by asset_id, id`,
    [LEAVES.filter((kind) => !named.has(kind))],
  )
  const nodes = nodesOf(rows, assets)
  markShadows(nodes)
  await addPosture(tx, nodes)
  return estateGraph(nodes, [...assets.values()], await linksOf(tx))
}

async function assetsOf(tx: Tx): Promise<GraphAsset[]> {
  const { rows } = await tx.query<GraphAsset>(
    `select a.id, a.name, a.kind, p.name as application from asset a left join application p on p.id = a.application_id`,
  )
  return rows
}

async function linksOf(tx: Tx): Promise<GraphLink[]> {
  const { rows } = await tx.query<{ from: string; kind: LinkKind; to: string }>(
    `select distinct l.from_id as "from", l.kind, l.to_id as "to" from estate_link l
     left join estate_link_word w using (asset_id, from_id, kind, to_id) where w.verdict is distinct from 'cut'
     union select from_id, kind, to_id from estate_link_word where verdict = 'added'`,
  )
  return rows
}

/** One node for each thing, with what all reports of all assets say of it; what is said first stays. */
function nodesOf(rows: readonly Row[], assets: ReadonlyMap<string, GraphAsset>): GraphNode[] {
  const nodes = new Map<string, GraphNode>()
  for (const { asset: assetId, exposure, authenticated, data, leadsTo, attributes, ...row } of rows) {
    const asset = assets.get(assetId)
    if (!asset) continue
    const known = nodes.get(row.id)
    if (!known) {
      const name = row.kind === 'repository' && row.name === '' ? asset.name : row.name
      nodes.set(row.id, {
        ...row,
        name,
        assets: [asset],
        subject: {
          name,
          kind: row.kind,
          asset: asset.name,
          application: asset.application ?? '',
          exposure: exposure ?? 'unknown',
          authenticated: authenticated ?? false,
          data,
          leadsTo,
          attributes,
          findings: 0,
          topScore: 0,
          knownExploited: false,
        },
      })
      continue
    }
    const { subject } = known
    if (known.assets.at(-1) !== asset) known.assets.push(asset)
    known.place ??= row.place
    subject.exposure =
      moreExposed(subject.exposure === 'unknown' ? null : (subject.exposure as Exposure), exposure) ??
      'unknown'
    subject.authenticated ||= authenticated ?? false
    subject.data = [...new Set([...subject.data, ...data])]
    subject.leadsTo = [...new Set([...subject.leadsTo, ...leadsTo])]
    const sources = [subject.attributes.sources, attributes.sources].filter(Boolean).join(', ')
    subject.attributes = { ...attributes, ...subject.attributes, ...(sources && { sources }) }
  }
  return [...nodes.values()]
}

const SOURCES = ['code', 'declared', 'traffic'] as const

/** Endpoints that are called but in no code and no description, asset by asset, get the attribute `shadow`. */
function markShadows(nodes: readonly GraphNode[]): void {
  const endpoints = nodes.filter(({ kind }) => kind === 'endpoint')
  if (!endpoints.some(({ subject }) => subject.attributes.sources?.includes('traffic'))) return
  for (const own of Map.groupBy(endpoints, ({ assets }) => assets[0]?.id ?? '').values()) {
    const compared = own.map((node) => {
      const { method, path, sources = '' } = node.subject.attributes
      const [verb = '', rest = ''] = node.name.split(' ')
      return {
        node,
        id: node.id,
        asset: node.assets[0] as GraphAsset,
        method: method ?? verb,
        path: path ?? rest,
        sources: SOURCES.filter((one) => sources.split(', ').includes(one)),
      }
    })
    for (const { node } of compareTraffic(compared).shadow)
      node.subject.attributes = { ...node.subject.attributes, shadow: 'true' }
  }
}

/** What questions may ask of the asset that a thing belongs to. */
async function addPosture(tx: Tx, nodes: readonly GraphNode[]): Promise<void> {
  const { rows } = await tx.query<{ asset: string; findings: number; top: number; exploited: boolean }>(
    `select c.asset_id as asset, sum(c.findings)::float8 as findings, (max(c.top_score) / 10.0)::float8 as top,
            exists (select from finding f where f.asset_id = c.asset_id and f.known_exploited and f.posture and f.state = 'open' and f.merged_into is null) as exploited
     from posture_count c where c.state = 'open' group by c.asset_id`,
  )
  const postures = new Map(rows.map((row) => [row.asset, row]))
  for (const { assets, subject } of nodes) {
    const posture = postures.get(assets[0]?.id ?? '')
    if (posture)
      Object.assign(subject, {
        findings: posture.findings,
        topScore: posture.top,
        knownExploited: posture.exploited,
      })
  }
}
