import { type Pool, transaction } from '../src/platform/database.ts'

/** Things of one asset, on average, and shared third parties in all. */
const NODES_AN_ASSET = 100
const VENDORS = 5_000

export const assetsFor = (nodes: number): number => Math.ceil(nodes / NODES_AN_ASSET)

/** SQL of the id of a thing: `kind` numbers what an asset has, see `fillEstate`; -1 is the asset itself, -2 its scope. */
export const idOf = (kind: string, asset = 'a'): string => `md5(${kind} || ':' || ${asset})::uuid`

const ASSET = idOf('-1')
const SCOPE = idOf('-2')
const INTERNET = "md5('internet')::uuid"
const BASE = "md5('base image')::uuid"
/** A few third parties are everybody's, most are those of a handful. */
const VENDOR = `least(${VENDORS - 1}, floor(${VENDORS} * power((a::bigint * 7919 + v * 104729) % 100003 / 100003.0, 3)))::int`
const ENDPOINTS = 'generate_series(0, case when a % 100 = 0 then 599 when a % 10 = 0 then 119 else 44 end) e'
const OPEN = 'a % 3 = 0'
const REACHED = `case when ${OPEN} then 'internet' end`
const BY = `case when ${OPEN} then array[${INTERNET}, ${idOf('6')}, ${idOf('5')}, ${idOf('4')}, ${idOf('3')}, ${idOf('2')}] end`

/**
 * An estate of assets with some hundred things each: repository, deployable, its image, the base image of all, workload, service, ingress,
 * 20 models, 45 to 600 endpoints, 13 third parties. A third of the ingresses stand on the internet, so that the internet, the base image
 * and the most used third parties are hubs. Each endpoint reads seven models, which makes five links a thing. Ten assets an application.
 */
export async function fillEstate(pool: Pool, nodes: number): Promise<void> {
  await transaction(pool, async (tx) => {
    const dropped = await tx.query<{ definition: string; name: string }>(
      `select indexdef as definition, indexname as name from pg_indexes where tablename in ('estate_node', 'estate_link') and indexname not like '%_pkey'`,
    )
    // Sorting once is faster than five million insertions.
    for (const { name } of dropped.rows) await tx.query(`drop index ${name}`)
    for (const statement of statements(assetsFor(nodes))) await tx.query(statement)
    for (const { definition } of dropped.rows) await tx.query(definition)
  })
  await pool.query('vacuum analyze')
}

const statements = (assets: number): string[] => [
  `insert into application (id, name) select ${idOf('-3')}, 'application ' || a from generate_series(0, ${Math.ceil(assets / 10) - 1}) a`,
  `insert into asset (id, kind, name, application_id, found_exposure) select ${ASSET}, 'repository', 'asset ' || a, ${idOf('-3', 'a / 10')}, ${REACHED} from generate_series(0, ${assets - 1}) a`,
  `insert into scope (asset_id, id, tool, branch, name) select ${ASSET}, ${SCOPE}, 'bench', 'main', '' from generate_series(0, ${assets - 1}) a`,
  ...nodeStatements(assets),
  ...linkStatements(assets),
]

interface NodeRule {
  kind: string
  id: string
  name: string
  each?: string
  authenticated?: string
  data?: string
  leadsTo?: string
  /** It is reached where its asset is. */
  reached?: boolean
}

const NODES: NodeRule[] = [
  { kind: 'repository', id: idOf('1'), name: "''" },
  { kind: 'deployable', id: idOf('2'), name: "'service'", reached: true, leadsTo: "array['pii']" },
  { kind: 'image', id: idOf('3'), name: "'image ' || a", reached: true },
  { kind: 'image', id: BASE, name: "'base'" },
  { kind: 'workload', id: idOf('4'), name: "'Deployment/' || a", reached: true },
  { kind: 'service', id: idOf('5'), name: "'Service/' || a", reached: true },
  { kind: 'ingress', id: idOf('6'), name: "'Ingress/' || a", reached: true },
  {
    kind: 'internet',
    id: INTERNET,
    name: "''",
    each: `generate_series(1, case when ${OPEN} then 1 else 0 end)`,
  },
  {
    kind: 'model',
    id: idOf('(10 + m)'),
    name: "'Model' || m",
    each: 'generate_series(0, 19) m',
    data: "case when m % 4 = 0 then array['pii'] else '{}' end",
  },
  {
    kind: 'endpoint',
    id: idOf('(30 + e)'),
    name: "'GET /part/' || e",
    each: ENDPOINTS,
    authenticated: 'e % 3 > 0',
    leadsTo: "array['pii']",
    reached: true,
  },
  {
    kind: 'third-party',
    id: `md5('v' || vendor)::uuid`,
    name: "'vendor ' || vendor",
    each: `(select distinct ${VENDOR} as vendor from generate_series(0, 12) v) vendors`,
  },
]

const nodeStatements = (assets: number): string[] =>
  NODES.map(
    ({ kind, id, name, each, authenticated = 'null', data = "'{}'", leadsTo = "'{}'", reached }) => `
    insert into estate_node (asset_id, scope_id, id, kind, name, authenticated, data_classes, content, first_seen, reached_from, reached_by, reaches_data)
    select ${ASSET}, ${SCOPE}, ${id}, '${kind}', ${name}, ${authenticated}, ${data}, md5('')::uuid, now(),
           ${reached ? `${REACHED}, ${BY}` : 'null, null'}, ${leadsTo}
    from generate_series(0, ${assets - 1}) a ${each ? `cross join lateral ${each}` : ''}`,
  )

/** From, kind, to, and how many an asset. */
const LINKS: [string, string, string, string?][] = [
  [idOf('1'), 'contains', idOf('2')],
  [idOf('2'), 'builds', idOf('3')],
  [idOf('3'), 'uses', BASE],
  [idOf('4'), 'runs', idOf('3')],
  [idOf('5'), 'exposes', idOf('4')],
  [idOf('6'), 'exposes', idOf('5')],
  [INTERNET, 'exposes', idOf('6'), `generate_series(1, case when ${OPEN} then 1 else 0 end)`],
  [idOf('2'), 'exposes', idOf('(30 + e)'), ENDPOINTS],
  [
    idOf('2'),
    'calls',
    `md5('v' || vendor)::uuid`,
    `(select distinct ${VENDOR} as vendor from generate_series(0, 12) v) vendors`,
  ],
  [idOf('(30 + e)'), 'reads', idOf('(10 + (e + m) % 20)'), `${ENDPOINTS} cross join generate_series(0, 6) m`],
]

const linkStatements = (assets: number): string[] =>
  LINKS.map(
    ([from, kind, to, each]) => `
    insert into estate_link (asset_id, scope_id, from_id, kind, to_id, evidence, confidence, first_seen)
    select ${ASSET}, ${SCOPE}, ${from}, '${kind}', ${to}, 'bench', 1, now()
    from generate_series(0, ${assets - 1}) a ${each ? `cross join lateral (select * from ${each}) each` : ''}`,
  )
