import type { EstateLink, EstateNode } from '../../model/estate.ts'
import type { Tx } from '../../platform/database.ts'
import { estateRows, type LinkRow, type NodeRow } from './estate-rows.ts'

export interface EstateArgs {
  asset: string
  scope: string
  nodes: readonly EstateNode[]
  links: readonly EstateLink[]
  at: Date
  /** A part of the report is missing: what it does not show may still be there. */
  incomplete: boolean
}

const ROWS_A_STATEMENT = 10_000

export interface EstateChange {
  changed: boolean
  /** Ids of images that the scope shows no more. */
  goneImages: string[]
}

/** Makes a scope's part of the estate what its report shows. Unchanged rows are not written. */
export async function applyEstate(tx: Tx, args: EstateArgs): Promise<EstateChange> {
  const { asset, scope, incomplete } = args
  const { nodes, links } = estateRows(asset, args.nodes, args.links)
  let written = 0
  for (const part of parts(nodes)) written += await writeNodes(tx, args, part)
  for (const part of parts(links)) written += await writeLinks(tx, args, part)
  const gone = incomplete ? NOTHING : await removeGone(tx, { asset, scope }, nodes, links)
  const changed = written + gone.count > 0
  if (changed) await showOnce(tx, asset)
  return { changed, goneImages: gone.images }
}

/** Of a thing that several scopes see, the row of the first is shown. */
async function showOnce(tx: Tx, asset: string): Promise<void> {
  await tx.query(
    `with first as materialized (
       select n.scope_id, n.id, row_number() over (partition by n.id order by n.scope_id) = 1 as shown from estate_node n where n.asset_id = $1
     )
     update estate_node n set shown = first.shown from first
     where n.asset_id = $1 and n.scope_id = first.scope_id and n.id = first.id and n.shown <> first.shown`,
    [asset],
  )
}

function* parts<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let at = 0; at < rows.length; at += ROWS_A_STATEMENT) yield rows.slice(at, at + ROWS_A_STATEMENT)
}

async function writeNodes(
  tx: Tx,
  { asset, scope, at }: EstateArgs,
  rows: readonly NodeRow[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into estate_node (asset_id, scope_id, id, kind, name, place, exposure, authenticated, data_classes, attributes, content, first_seen)
     select $1, $2, n.id, n.kind, n.name, n.place, n.exposure, n.authenticated, string_to_array(n.classes, ','), n.attributes, n.content, $3
     from unnest($4::uuid[], $5::text[], $6::text[], $7::text[], $8::text[], $9::boolean[], $10::text[], $11::jsonb[], $12::uuid[])
       as n (id, kind, name, place, exposure, authenticated, classes, attributes, content)
     on conflict (asset_id, scope_id, id) do update set place = excluded.place, exposure = excluded.exposure,
       authenticated = excluded.authenticated, data_classes = excluded.data_classes, attributes = excluded.attributes,
       content = excluded.content
     where estate_node.content <> excluded.content`,
    [
      asset,
      scope,
      at,
      rows.map((n) => n.id),
      rows.map((n) => n.kind),
      rows.map((n) => n.name),
      rows.map((n) => n.place),
      rows.map((n) => n.exposure),
      rows.map((n) => n.authenticated),
      rows.map((n) => n.dataClasses.join(',')),
      rows.map((n) => n.attributes),
      rows.map((n) => n.content),
    ],
  )
  return rowCount ?? 0
}

async function writeLinks(
  tx: Tx,
  { asset, scope, at }: EstateArgs,
  rows: readonly LinkRow[],
): Promise<number> {
  const { rowCount } = await tx.query(
    `insert into estate_link (asset_id, scope_id, from_id, kind, to_id, evidence, confidence, first_seen)
     select $1, $2, l.from_id, l.kind, l.to_id, l.evidence, l.confidence, $3
     from unnest($4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::real[]) as l (from_id, kind, to_id, evidence, confidence)
     on conflict (asset_id, scope_id, from_id, kind, to_id) do update set evidence = excluded.evidence, confidence = excluded.confidence
     where (estate_link.evidence, estate_link.confidence) is distinct from (excluded.evidence, excluded.confidence)`,
    [
      asset,
      scope,
      at,
      rows.map((l) => l.from),
      rows.map((l) => l.kind),
      rows.map((l) => l.to),
      rows.map((l) => l.evidence),
      rows.map((l) => l.confidence),
    ],
  )
  return rowCount ?? 0
}

const NOTHING = { count: 0, images: [] }

async function removeGone(
  tx: Tx,
  { asset, scope }: { asset: string; scope: string },
  nodes: readonly NodeRow[],
  links: readonly LinkRow[],
): Promise<{ count: number; images: string[] }> {
  const goneLinks = await tx.query(
    `delete from estate_link l where l.asset_id = $1 and l.scope_id = $2 and not exists (
       select from unnest($3::uuid[], $4::text[], $5::uuid[]) as k (from_id, kind, to_id)
       where k.from_id = l.from_id and k.kind = l.kind and k.to_id = l.to_id)`,
    [asset, scope, links.map((l) => l.from), links.map((l) => l.kind), links.map((l) => l.to)],
  )
  const goneNodes = await tx.query<{ id: string; kind: string }>(
    'delete from estate_node where asset_id = $1 and scope_id = $2 and id <> all($3::uuid[]) returning id, kind',
    [asset, scope, nodes.map((n) => n.id)],
  )
  return {
    count: (goneLinks.rowCount ?? 0) + goneNodes.rows.length,
    images: goneNodes.rows.flatMap(({ id, kind }) => (kind === 'image' ? [id] : [])),
  }
}
