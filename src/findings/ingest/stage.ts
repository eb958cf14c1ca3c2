import type { Item, Problem, ReportHeader } from '../../formats/contract.ts'
import type { Component, Dependency } from '../../model/component.ts'
import { type Noise, noiseOf } from '../../model/noise.ts'
import type { Observation } from '../../model/observation.ts'
import { type CopyStream, copyInto, type Pool, type Tx } from '../../platform/database.ts'
import { newId } from '../../platform/ids.ts'
import { identify, twinKey } from '../identity.ts'
import { type Handlers, readHandlers } from '../merging/handlers.ts'
import { type MergeRules, readMergeRules } from '../merging/merge-rules.ts'
import { ensureScope } from './ensure-scope.ts'
import type { Staged, StagedScope } from './staged.ts'
import { componentRow, STAGED_COMPONENT_COLUMNS, STAGED_EDGE_COLUMNS } from './staged-component.ts'
import { type FirstScorer, STAGED_COLUMNS, sharedKeys, stagedRow } from './staged-row.ts'

export interface StageArgs {
  asset: string
  report: string
  branch: string
  /** Given by the uploader: one scope, whatever the report says of its target. */
  scopeName: string | null
  /** Tool's name when the report has none; asked for once its format is known. */
  fallbackTool: () => string
  /** When the tool looked, given what the report says of it. */
  observedAt: (producedAt: string | undefined) => Date
  firstScore: FirstScorer
  onProgress?: (observations: number) => Promise<void>
}

const MOST_PROBLEMS_KEPT = 10_000
const MOST_CLAIMS = 100_000
const MOST_ESTATE = 500_000

/**
 * Writes a report's items into the staging tables by COPY, on connections of its own and outside the transaction that
 * applies them: a crash leaves rows that the next try has to clear first. Memory holds one ordinal for each identity and the
 * references of the components, nothing else that grows.
 */
export async function stage(pool: Pool, items: AsyncIterable<Item>, args: StageArgs): Promise<Staged> {
  const [observations, components] = [await pool.connect(), await pool.connect()]
  try {
    const merging = { rules: await readMergeRules(pool), handlers: await readHandlers(pool, args.asset) }
    const staging = new Staging(pool, args, merging, observations, components)
    for await (const item of items) {
      const full = staging.take(item)
      if (full) await full
    }
    const staged = await staging.end()
    observations.release()
    components.release()
    return staged
  } catch (error) {
    // A connection in the middle of a COPY is of no use to anyone else.
    observations.release(true)
    components.release(true)
    throw error
  }
}

/** Empties a report's staging: before a (new) try, and when it is done. */
export async function clearStaging(
  tx: Tx | Pool,
  { asset, report }: { asset: string; report: string },
): Promise<void> {
  for (const table of ['staged_observation', 'staged_placement', 'staged_component', 'staged_edge'])
    await tx.query(`delete from ${table} where asset_id = $1 and report_id = $2`, [asset, report])
}

interface Merging {
  rules: MergeRules
  handlers: Handlers
}

class Staging {
  readonly #pool: Pool
  readonly #args: StageArgs
  readonly #rules: MergeRules
  readonly #handlers: Handlers
  readonly #componentTx: Tx
  readonly #observations: CopyStream
  readonly #components: CopyStream
  readonly #staged: Staged
  /** How many observations of an identity a scope has had, and where: a text until there are several. */
  readonly #twins = new Map<string, { count: number; places: string | Set<string> }>()
  readonly #componentOfRef = new Map<string, string>()
  readonly #seenComponents = new Set<string>()
  readonly #edges: { scope: string; edge: Dependency }[] = []
  #header: ReportHeader = { type: 'header' }
  #scope: StagedScope | undefined

  constructor(pool: Pool, args: StageArgs, { rules, handlers }: Merging, observationTx: Tx, componentTx: Tx) {
    this.#pool = pool
    this.#rules = rules
    this.#handlers = handlers
    this.#args = args
    this.#componentTx = componentTx
    this.#observations = copyInto(observationTx, 'staged_observation', STAGED_COLUMNS)
    this.#components = copyInto(componentTx, 'staged_component', STAGED_COMPONENT_COLUMNS)
    this.#staged = {
      scopes: [],
      claims: [],
      observations: 0,
      components: 0,
      problems: [],
      problemCount: 0,
      incomplete: false,
      observedAt: args.observedAt(undefined),
    }
  }

  /** Takes an item; returns a promise only where the caller should wait, so that most items cost no turn of the loop. */
  take(item: Item): Promise<void> | undefined {
    switch (item.type) {
      case 'header':
        return this.#takeHeader(item)
      case 'observation':
        return this.#inScope(item.tool, (scope) => this.#takeObservation(scope, item))
      case 'component':
        return this.#inScope(undefined, (scope) => this.#takeComponent(scope, item))
      case 'dependency':
        return this.#inScope(undefined, (scope) => {
          this.#edges.push({ scope: scope.id, edge: item })
        })
      case 'asset':
        if (this.#staged.claims.length < MOST_CLAIMS) this.#staged.claims.push(item)
        return undefined
      case 'node':
        return this.#inScope(undefined, ({ nodes }) => this.#takeEstate(nodes, item))
      case 'link':
        return this.#inScope(undefined, ({ links }) => this.#takeEstate(links, item))
      case 'policy':
        this.#staged.policy ??= item.text
        return undefined
      case 'owner':
        return this.#inScope(undefined, ({ owners }) => this.#takeEstate(owners, item))
      case 'problem':
        return this.#takeProblem(item)
    }
  }

  async end(): Promise<Staged> {
    if (this.#staged.scopes.length === 0) await this.#enterScope(this.#tool)
    await this.#observations.end()
    await this.#components.end()
    await this.#copyEdges()
    return this.#staged
  }

  get #tool(): string {
    return this.#header.tool ?? this.#args.fallbackTool()
  }

  async #takeHeader(header: ReportHeader): Promise<void> {
    this.#header = header
    if (this.#staged.scopes.length === 0) this.#staged.observedAt = this.#args.observedAt(header.producedAt)
    await this.#enterScope(this.#tool)
  }

  #inScope(
    tool: string | undefined,
    work: (scope: StagedScope) => Promise<void> | void | undefined,
  ): Promise<void> | undefined {
    const scope = this.#scope
    const wanted = tool ?? this.#tool
    if (scope?.tool === wanted) return work(scope) ?? undefined
    return this.#enterScope(wanted).then(work)
  }

  async #enterScope(tool: string): Promise<StagedScope> {
    const { asset, branch, scopeName } = this.#args
    const name = scopeName ?? this.#header.target ?? ''
    this.#scope = this.#staged.scopes.find((scope) => scope.tool === tool && scope.name === name)
    if (this.#scope) return this.#scope
    const id = await ensureScope(this.#pool, { asset, tool, branch, name })
    this.#scope = {
      id,
      tool,
      name,
      observations: 0,
      components: 0,
      sharing: false,
      nodes: [],
      links: [],
      owners: [],
    }
    this.#staged.scopes.push(this.#scope)
    return this.#scope
  }

  #takeObservation(scope: StagedScope, observation: Observation): Promise<void> | undefined {
    const { asset, report, firstScore, onProgress } = this.#args
    const identity = identify(scope.tool, observation)
    const { ordinal, isRepeated } = this.#countTwin(identity.base + scope.id, observation)
    const key = twinKey(identity.base, ordinal)
    const noise: Noise[] = isRepeated ? [...noiseOf(observation), 'duplicate'] : noiseOf(observation)
    const first = firstScore(observation, noise)
    scope.observations++
    const shared = sharedKeys(observation, identity, this.#rules, this.#handlers)
    scope.sharing ||= shared.length > 0
    this.#staged.observations++
    const row = stagedRow(
      { asset, report, scope: scope.id, id: newId(), key },
      { observation, identity, shared, noise, first },
    )
    const full = this.#observations.write(row)
    return full?.then(() => onProgress?.(this.#staged.observations))
  }

  /** How many of the same identity the scope has had, and whether one of them stood in the very same place. */
  #countTwin(unit: string, { location, endpoint }: Observation): { ordinal: number; isRepeated: boolean } {
    const place = endpoint?.url ?? `${location?.line}:${location?.column}:${location?.endLine}`
    const known = this.#twins.get(unit)
    if (!known) {
      this.#twins.set(unit, { count: 1, places: place })
      return { ordinal: 0, isRepeated: false }
    }
    if (typeof known.places === 'string') known.places = new Set([known.places])
    const isRepeated = known.places.has(place)
    known.places.add(place)
    return { ordinal: known.count++, isRepeated }
  }

  #takeComponent(scope: StagedScope, component: Component): Promise<void> | undefined {
    const row = componentRow(this.#args.asset, this.#args.report, scope.id, component)
    this.#componentOfRef.set(scope.id + component.ref, row.id)
    scope.components++
    this.#staged.components++
    if (this.#seenComponents.has(scope.id + row.id)) return undefined
    this.#seenComponents.add(scope.id + row.id)
    return this.#components.write(row.values)
  }

  /** What is over the bound makes the report incomplete: it must not pass for gone. */
  #takeEstate<Part>(list: Part[], part: Part): undefined {
    if (list.length < MOST_ESTATE) list.push(part)
    else if (list.length === MOST_ESTATE && !this.#staged.incomplete)
      this.#takeProblem({
        type: 'problem',
        where: '',
        message: `more than ${MOST_ESTATE} things of the estate: the rest is left out`,
        incomplete: true,
      })
  }

  #takeProblem(problem: Problem): undefined {
    this.#staged.problemCount++
    if (problem.incomplete) this.#staged.incomplete = true
    if (this.#staged.problems.length < MOST_PROBLEMS_KEPT) this.#staged.problems.push(problem)
  }

  async #copyEdges(): Promise<void> {
    const { asset, report } = this.#args
    const stream = copyInto(this.#componentTx, 'staged_edge', STAGED_EDGE_COLUMNS)
    const seen = new Set<string>()
    for (const { scope, edge } of this.#edges) {
      const from = this.#componentOfRef.get(scope + edge.ref)
      for (const ref of edge.dependsOn) {
        const to = this.#componentOfRef.get(scope + ref)
        if (!from || !to || from === to || seen.has(scope + from + to)) continue
        seen.add(scope + from + to)
        await stream.write([asset, report, scope, from, to])
      }
    }
    await stream.end()
  }
}
