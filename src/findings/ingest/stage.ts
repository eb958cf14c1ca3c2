import type { Item, Problem } from '../../formats/contract.ts'
import type { AssetClaim } from '../../model/asset.ts'
import { type CopyStream, copyInto, type Pool, type Tx } from '../../platform/database.ts'
import { contentId, newId } from '../../platform/ids.ts'
import { identify } from '../identity.ts'
import { componentRow, STAGED_COMPONENT_COLUMNS, STAGED_EDGE_COLUMNS } from './staged-component.ts'
import { STAGED_COLUMNS, stagedRow } from './staged-row.ts'

/** What was staged of a report. */
export interface Staged {
  scopes: StagedScope[]
  tools: string[]
  claims: AssetClaim[]
  observations: number
  components: number
  problems: Problem[]
  problemCount: number
  /** Some of the report is missing or unreadable: it must not close anything. */
  incomplete: boolean
  producedAt: string | undefined
}

export interface StagedScope {
  id: string
  tool: string
  name: string
  observations: number
  components: number
}

export interface StageArgs {
  asset: string
  report: string
  branch: string
  /** Given by the uploader: one scope, whatever the report says of its target. */
  scopeName: string | null
  /** Tool's name when the report has none; asked for once its format is known. */
  fallbackTool: () => string
  onProgress?: (observations: number) => Promise<void>
}

const MOST_PROBLEMS_KEPT = 10_000
const MOST_CLAIMS = 100_000

/**
 * Writes a report's items into the staging tables by COPY, on connections of its own and outside the transaction that
 * applies them: a crash leaves rows that the next try clears first. Memory holds one ordinal counter for each identity.
 */
export async function stage(pool: Pool, items: AsyncIterable<Item>, args: StageArgs): Promise<Staged> {
  await clearStaging(pool, args)
  const [observationTx, componentTx] = [await pool.connect(), await pool.connect()]
  try {
    return await copyItems(pool, observationTx, componentTx, items, args)
  } finally {
    observationTx.release()
    componentTx.release()
  }
}

/** Empties a report's staging: before a (new) try, and when it is done. */
export async function clearStaging(
  db: Pool | Tx,
  { asset, report }: { asset: string; report: string },
): Promise<void> {
  for (const table of ['staged_observation', 'staged_component', 'staged_edge'])
    await db.query(`delete from ${table} where asset_id = $1 and report_id = $2`, [asset, report])
}

async function copyItems(
  pool: Pool,
  observationTx: Tx,
  componentTx: Tx,
  items: AsyncIterable<Item>,
  args: StageArgs,
) {
  const { asset, report } = args
  const staged: Staged = {
    scopes: [],
    tools: [],
    claims: [],
    observations: 0,
    components: 0,
    problems: [],
    problemCount: 0,
    incomplete: false,
    producedAt: undefined,
  }
  const observations = copyInto(observationTx, 'staged_observation', STAGED_COLUMNS)
  const components = copyInto(componentTx, 'staged_component', STAGED_COMPONENT_COLUMNS)
  const edges: [scope: string, from: string, to: string[]][] = []
  const componentOfRef = new Map<string, string>()
  const seenComponents = new Set<string>()
  const ordinals = new Map<string, number>()
  let tool: string | undefined
  let target = ''
  let scope: StagedScope | undefined
  const scopeOf = async (name: string): Promise<StagedScope> => {
    const wanted = args.scopeName ?? target
    const known = staged.scopes.find((s) => s.tool === name && s.name === wanted)
    if (known) return known
    const fresh = {
      id: await ensureScope(pool, args, name, wanted),
      tool: name,
      name: wanted,
      observations: 0,
      components: 0,
    }
    staged.scopes.push(fresh)
    if (!staged.tools.includes(name)) staged.tools.push(name)
    return fresh
  }
  try {
    for await (const item of items) {
      switch (item.type) {
        case 'header':
          tool = item.tool ?? args.fallbackTool()
          target = item.target ?? ''
          staged.producedAt ??= item.producedAt
          scope = await scopeOf(tool)
          break
        case 'observation': {
          const by = item.tool ?? tool ?? args.fallbackTool()
          if (!scope || scope.tool !== by) scope = await scopeOf(by)
          const identity = identify(by, item)
          const unit = identity.base + scope.id
          const ordinal = ordinals.get(unit) ?? 0
          ordinals.set(unit, ordinal + 1)
          const key = ordinal === 0 ? identity.base : contentId(identity.base, String(ordinal))
          const full = observations.write(
            stagedRow({ asset, report, scope: scope.id, id: newId(), key }, identity, item),
          )
          scope.observations++
          staged.observations++
          if (full) {
            await args.onProgress?.(staged.observations)
            await full
          }
          break
        }
        case 'component': {
          scope ??= await scopeOf(tool ?? args.fallbackTool())
          const row = componentRow(asset, report, scope.id, item)
          componentOfRef.set(item.ref, row.id)
          staged.components++
          scope.components++
          if (seenComponents.has(row.id + scope.id)) break
          seenComponents.add(row.id + scope.id)
          await components.write(row.values)
          break
        }
        case 'dependency':
          scope ??= await scopeOf(tool ?? args.fallbackTool())
          edges.push([scope.id, item.ref, item.dependsOn])
          break
        case 'asset':
          if (staged.claims.length < MOST_CLAIMS) staged.claims.push(item)
          break
        case 'problem':
          staged.problemCount++
          if (item.incomplete) staged.incomplete = true
          if (staged.problems.length < MOST_PROBLEMS_KEPT) staged.problems.push(item)
          break
      }
    }
    if (staged.scopes.length === 0) await scopeOf(tool ?? args.fallbackTool())
    await observations.end()
    await components.end()
    await copyEdges(componentTx, args, edges, componentOfRef)
    return staged
  } catch (error) {
    await Promise.allSettled([abort(observations, error), abort(components, error)])
    throw error
  }
}

/** Ends a COPY without its rows, so that the connection can go back to the pool. */
async function abort(stream: CopyStream, error: unknown): Promise<void> {
  stream.abort(error instanceof Error ? error : new Error(String(error)))
}

async function copyEdges(
  tx: Tx,
  { asset, report }: StageArgs,
  edges: [scope: string, from: string, to: string[]][],
  componentOfRef: ReadonlyMap<string, string>,
): Promise<void> {
  const stream = copyInto(tx, 'staged_edge', STAGED_EDGE_COLUMNS)
  const seen = new Set<string>()
  for (const [scope, fromRef, toRefs] of edges) {
    const from = componentOfRef.get(fromRef)
    for (const toRef of toRefs) {
      const to = componentOfRef.get(toRef)
      if (!from || !to || from === to || seen.has(scope + from + to)) continue
      seen.add(scope + from + to)
      await stream.write([asset, report, scope, from, to])
    }
  }
  await stream.end()
}

/** The scope's id; made when the asset, tool, branch and name come together for the first time. */
async function ensureScope(
  pool: Pool,
  { asset, branch }: StageArgs,
  tool: string,
  name: string,
): Promise<string> {
  await pool.query(
    `insert into scope (asset_id, id, tool, branch, name) values ($1, $2, $3, $4, $5)
     on conflict (asset_id, tool, branch, name) do nothing`,
    [asset, newId(), tool, branch, name],
  )
  const { rows } = await pool.query<{ id: string }>(
    'select id from scope where asset_id = $1 and tool = $2 and branch = $3 and name = $4',
    [asset, tool, branch, name],
  )
  return (rows[0] as { id: string }).id
}
