import { SAME_STATE } from '../../findings/same-state.ts'
import type { LinkKind, NodeKind } from '../../model/estate.ts'
import type { Observation } from '../../model/observation.ts'
import type { Tx } from '../../platform/database.ts'
import { contentId } from '../../platform/ids.ts'
import type { Hit } from './chain-link.ts'
import { COMBINER, titleOf } from './observation-of-hit.ts'

/** A thing of a chain as it is kept: what changes with time is read when it is asked for. */
export interface KeptLink {
  id: string
  kind: NodeKind
  name: string
  title: string | null
  asset: string
  place: string | null
  via: LinkKind | null
  against: boolean
  findings: { asset: string; id: string }[]
}

export interface KeptChain {
  combination: string
  address: string
  content: string
  chain: KeptLink[]
  findings: string[]
  /** Tenths: its strongest part's score. */
  least: number
}

/** A hit as it is kept beside its finding. `observation` = what is said of it. */
export function keptChain(
  combination: string,
  { address, asset, chain }: Hit,
  observation: Observation,
): KeptChain {
  const least = Math.max(0, ...chain.flatMap(({ findings }) => findings.map(({ score }) => score ?? 0)))
  const links = chain.map(
    ({ node, via, against, findings }): KeptLink => ({
      id: node.id,
      kind: node.kind,
      name: node.name,
      title: titleOf(node) === node.name ? null : titleOf(node),
      // Of what is one thing for all: the asset that the finding stands on.
      asset: (node.assets.find(({ id }) => id === asset.id) ?? node.assets[0] ?? asset).id,
      place: node.place,
      via,
      against,
      findings: findings.map(({ asset: holder, id }) => ({ asset: holder, id })),
    }),
  )
  return {
    combination,
    address,
    content: contentId(JSON.stringify([links, observation, least])),
    chain: links,
    least,
    findings: [...new Set(links.flatMap((one) => one.findings.map(({ id }) => id)))],
  }
}

/** What is kept of every asset, to be compared: asset → `combination address` → content. */
export async function keptContents(tx: Tx): Promise<Map<string, Map<string, string>>> {
  const { rows } = await tx.query<{ asset: string; key: string; content: string }>(
    `select asset_id as asset, combination || ' ' || address as key, content from combination_chain`,
  )
  const kept = new Map<string, Map<string, string>>()
  for (const { asset, key, content } of rows)
    kept.set(asset, (kept.get(asset) ?? new Map()).set(key, content))
  return kept
}

export const chainKey = ({ combination, address }: KeptChain): string => `${combination} ${address}`

/** Makes an asset's chains these and no others. */
export async function replaceChains(tx: Tx, asset: string, chains: readonly KeptChain[]): Promise<void> {
  await tx.query('delete from combination_chain where asset_id = $1', [asset])
  await tx.query(
    `insert into combination_chain (asset_id, combination, address, content, chain, findings)
     select $1, c.combination, c.address, c.content::uuid, c.chain, array(select jsonb_array_elements_text(c.findings)::uuid)
     from jsonb_to_recordset($2::jsonb) as c (combination text, address text, content text, chain jsonb, findings jsonb)`,
    [asset, JSON.stringify(chains)],
  )
}

/** Gives the findings of an asset's chains their least scores. Those that have another one now lose their score, to be ranked. */
export async function setLeastScores(tx: Tx, asset: string, chains: readonly KeptChain[]): Promise<void> {
  await tx.query(
    `update finding f set ${SAME_STATE}, least_score = w.least, score = null
     from unnest($2::text[], $3::text[], $4::smallint[]) as w (combination, address, least)
     join observation o on o.asset_id = $1 and o.rule = w.combination and o.present
     join scope s on s.asset_id = $1 and s.id = o.scope_id and s.tool = $5
     join observation_detail d on d.asset_id = $1 and d.observation_id = o.id and d.data #>> '{resource,address}' = w.address
     where f.asset_id = $1 and f.id = o.finding_id and f.least_score is distinct from w.least`,
    [
      asset,
      chains.map(({ combination }) => combination),
      chains.map(({ address }) => address),
      chains.map(({ least }) => least),
      COMBINER,
    ],
  )
}
