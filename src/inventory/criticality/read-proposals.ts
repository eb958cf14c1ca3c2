import type { Actor } from '../../access/actor.ts'
import type { Criticality } from '../../model/application.ts'
import type { Tx } from '../../platform/database.ts'
import { type ApplicationQuery, getApplication, listApplications } from '../applications.ts'
import type { Page } from '../keyset-page.ts'
import {
  type CriticalityFacts,
  type CriticalityProposal,
  proposeCriticality,
  SENSITIVE_CLASSES,
} from './propose-criticality.ts'

export interface ApplicationCriticality extends CriticalityProposal {
  application: { id: string; name: string }
  /** What a person said; it holds, whatever is proposed. */
  said: Criticality | null
}

/** What is proposed for one application. Throws 404 for one that the actor may not see. */
export async function criticalityOf(tx: Tx, actor: Actor, id: string): Promise<ApplicationCriticality> {
  const application = await getApplication(tx, actor, id)
  const [one] = await proposalsFor(tx, [application])
  return one as ApplicationCriticality
}

/** What is proposed for each application of a page. */
export async function listCriticalities(
  tx: Tx,
  actor: Actor,
  query: ApplicationQuery,
): Promise<Page<ApplicationCriticality>> {
  const { items, ...page } = await listApplications(tx, actor, query)
  return { ...page, items: await proposalsFor(tx, items) }
}

async function proposalsFor(
  tx: Tx,
  applications: readonly { id: string; name: string; criticality: Criticality | null }[],
): Promise<ApplicationCriticality[]> {
  const { rows } = await tx.query<CriticalityFacts & { id: string }>(FACTS, [
    applications.map(({ id }) => id),
    SENSITIVE_CLASSES,
  ])
  const facts = new Map(rows.map(({ id, ...own }) => [id, own]))
  return applications.map(({ id, name, criticality }) => ({
    application: { id, name },
    said: criticality,
    ...proposeCriticality(facts.get(id) as CriticalityFacts),
  }))
}

// What people said of an asset or its application holds; else what discovery found of the asset.
const FACTS = `
  with wanted as (
    select a.id, a.exposure, a.environment, a.data_classes from application a where a.id = any($1::uuid[])
  ), owned as materialized (
    select a.id as asset_id, w.id, a.blast_radius, coalesce(a.exposure, w.exposure, a.found_exposure) as exposure,
      coalesce(a.data_classes, w.data_classes, a.found_data_classes) as classes
    from wanted w join asset a on a.application_id = w.id
  ), context as (
    select id, max(blast_radius) as "blastRadius",
      (array_agg(exposure order by array_position(array['internet', 'partner', 'internal', 'isolated'], exposure)))[1] as exposure,
      array(select distinct c from owned o, unnest(o.classes) c where o.id = owned.id order by c) as classes
    from owned group by id
  ), things as (
    select o.id, count(distinct (n.asset_id, n.id)) filter (where n.kind = 'endpoint')::int as endpoints,
      count(distinct (n.asset_id, n.id)) filter (where n.kind = 'endpoint' and n.reached_from = 'internet'
        and (n.data_classes || n.reaches_data) && $2::text[])::int as "openEndpoints",
      count(distinct (n.asset_id, n.id)) filter (where n.kind = 'data-store')::int as stores,
      array_agg(distinct n.name order by n.name) filter (where n.kind = 'third-party') as "thirdParties"
    from owned o join estate_node n on n.asset_id = o.asset_id and n.kind in ('endpoint', 'data-store', 'third-party')
    group by o.id
  )
  select w.id, coalesce(c.exposure, w.exposure) as exposure, w.environment, c."blastRadius",
    coalesce(nullif(c.classes, '{}'), w.data_classes, '{}') as "dataClasses",
    coalesce(t.endpoints, 0) as endpoints, coalesce(t."openEndpoints", 0) as "openEndpoints", coalesce(t.stores, 0) as stores,
    coalesce(t."thirdParties", '{}') as "thirdParties"
  from wanted w left join context c using (id) left join things t using (id)`
